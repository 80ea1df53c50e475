// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.holdfast.model.HoldfastException;
import org.jspecify.annotations.Nullable;

/** A streamed answer: objects go out line by line as they come. Belongs to the exchange's thread. */
final class Answer implements AutoCloseable {
    private static final String LINES = "application/x-ndjson; charset=utf-8";
    private final HttpExchange exchange;
    private @Nullable OutputStream body;

    Answer(HttpExchange exchange) {
        this.exchange = exchange;
    }

    void send(String type, Object record) {
        write(200, Json.line(type, record));
    }

    /** An answer that is no JSON, whole. */
    void text(String type, String text) {
        exchange.getResponseHeaders().set("Content-Type", type);
        try {
            open(200).write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the caller went away", e);
        }
    }

    /** The last line of a failed call; as the HTTP status too, when nothing was sent before. */
    void fail(int status, HoldfastException failure) {
        write(status, Json.error(failure));
    }

    private void write(int status, String line) {
        try {
            OutputStream out = open(status);
            out.write(line.getBytes(StandardCharsets.UTF_8));
            out.write('\n');
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the caller went away", e);
        }
    }

    private OutputStream open(int status) throws IOException {
        OutputStream out = body;
        if (out == null) {
            exchange.getResponseHeaders().putIfAbsent("Content-Type", List.of(LINES));
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
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
                exchange.sendResponseHeaders(204, -1);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the caller went away", e);
        } finally {
            exchange.close();
        }
    }
}
