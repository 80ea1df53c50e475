// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.holdfast.model.HoldfastException;
import org.jspecify.annotations.Nullable;

/** A streamed answer: objects go out as they come. Belongs to the exchange's thread. */
final class Answer implements Out, AutoCloseable {
    private static final int OK = 200;
    private static final int NOTHING = 204;

    private final HttpExchange exchange;
    private final Framing framing;
    private @Nullable OutputStream body;

    Answer(HttpExchange exchange) {
        this.exchange = exchange;
        this.framing = Framing.accepted(exchange.getRequestHeaders().get("Accept"));
    }

    @Override
    public void send(String type, Object record) {
        write(OK, framing.contentType(), framing.frame(type, Json.line(type, record)));
    }

    @Override
    public void document(String type, String text) {
        write(OK, type, text);
    }

    /** The last object of a failed call; as the HTTP status too, when nothing was sent before. */
    void fail(int status, HoldfastException failure) {
        write(status, framing.contentType(), framing.frame("error", Json.error(failure)));
    }

    /** A header of an answer that has not begun. */
    void header(String name, String value) {
        exchange.getResponseHeaders().set(name, value);
    }

    private void write(int status, String type, String text) {
        try {
            OutputStream out = open(status, type);
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the caller went away", e);
        }
    }

    private OutputStream open(int status, String type) throws IOException {
        OutputStream out = body;
        if (out == null) {
            header("Content-Type", type);
            header("Cache-Control", "no-store");
            exchange.sendResponseHeaders(status, 0);
            out = exchange.getResponseBody();
            body = out;
        }
        return out;
    }

    @Override
    public void close() {
        try {
            if (body == null) {
                exchange.sendResponseHeaders(NOTHING, -1);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the caller went away", e);
        } finally {
            exchange.close();
        }
    }
}
