// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client;

import com.google.gson.JsonIOException;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.holdfast.console.client.ControlException.Kind;

/**
 * One call and its answer, on the calling thread. Interrupting that thread cancels it, if it is a virtual one: then the
 * socket closes, and the node hears of it. With the JDK's plain connection, which needs neither thread nor selector.
 */
final class ControlExchange {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** Takes what comes; it is positioned before an object. */
    @FunctionalInterface
    interface Take {
        void object(JsonReader reader) throws IOException;
    }

    private final NodePlace place;
    private final ControlCall call;
    private final Patience patience;

    /** @param patience with a node elsewhere */
    ControlExchange(NodePlace place, ControlCall call, Patience patience) {
        this.place = place;
        this.call = call;
        this.patience = patience;
    }

    /**
     * Sends the call and hands over each object.
     *
     * @throws ControlException whatever goes wrong
     */
    void run(Take take) {
        try {
            call(take);
        } catch (RuntimeException e) {
            throw ControlException.of(e); // of whoever waits for an answer, nobody waits for anything else
        }
    }

    private void call(Take take) {
        Way way = Way.to(place);
        if (call.silence().isZero() && way.mayVanish()) {
            try (Vigil vigil = new Vigil(patience.silence(), this::askHowItIs)) {
                run(way, Optional.of(vigil), take);
            }
        } else {
            run(way, Optional.empty(), take);
        }
    }

    private void askHowItIs() {
        new ControlExchange(place, ControlCall.get("/v1/status").within(patience.answer()), patience).run(this::object);
    }

    private void run(Way way, Optional<Vigil> vigil, Take take) {
        try {
            exchange(way, reader -> {
                vigil.ifPresent(Vigil::heard);
                take.object(reader);
            });
        } catch (IOException e) {
            if (vigil.filter(Vigil::gaveUp).isPresent()) {
                throw way.silent("it says nothing any more, and does not say how it is", e);
            }
            throw broken(way, e);
        } catch (JsonParseException | IllegalStateException | NumberFormatException e) {
            throw way.silent("it gave an answer that is none of a node's (" + e.getMessage() + ")", e);
        }
    }

    private void exchange(Way way, Take take) throws IOException {
        HttpURLConnection connection = open(way);
        try {
            int status = connection.getResponseCode();
            if (status == HttpURLConnection.HTTP_NO_CONTENT) {
                return;
            }
            boolean failed = status >= HttpURLConnection.HTTP_BAD_REQUEST;
            InputStream answer = failed ? connection.getErrorStream() : connection.getInputStream();
            if (answer == null) {
                throw new IOException("it answered " + status + " and nothing else");
            }
            read(answer, failed ? reader -> fail(status, reader) : take);
            if (failed) {
                throw new IOException("it answered " + status + " without saying why");
            }
        } finally {
            connection.disconnect();
        }
    }

    private HttpURLConnection open(Way way) throws IOException {
        HttpURLConnection connection = way.open(call.resource());
        connection.setConnectTimeout((int) CONNECT.toMillis());
        connection.setReadTimeout((int) call.silence().toMillis());
        connection.setUseCaches(false);
        connection.setRequestMethod(call.method());
        if (!call.method().equals("GET")) {
            // Of a known length: without one the JDK would send a call twice when its connection breaks.
            byte[] body = call.body().map(JsonObject::toString).orElse("").getBytes(StandardCharsets.UTF_8);
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.length);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
        }
        return connection;
    }

    private static void read(InputStream answer, Take take) throws IOException {
        PushbackInputStream bytes = new PushbackInputStream(answer, 1);
        try (JsonReader reader = new JsonReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            int first = bytes.read();
            if (first < 0) {
                return; // an answer without objects; one that was cut off is an exception by now
            }
            bytes.unread(first);
            reader.setStrictness(Strictness.LENIENT); // one value after the other
            while (reader.peek() != JsonToken.END_DOCUMENT) {
                if (Thread.currentThread().isInterrupted()) { // a read notices by itself only when it has to wait
                    throw new InterruptedIOException();
                }
                take.object(reader);
            }
        }
    }

    /** An object that is no error. @throws ControlException what the node says went wrong, in the middle of its answer */
    JsonObject object(JsonReader reader) throws IOException {
        return requireNoError(parse(reader));
    }

    /** @throws ControlException what the node says went wrong */
    JsonObject requireNoError(JsonObject object) {
        if (Json.text(object, "type").equals("error")) {
            throw failure(HttpURLConnection.HTTP_CONFLICT, object);
        }
        return object;
    }

    private static JsonObject parse(JsonReader reader) throws IOException {
        try {
            return JsonParser.parseReader(reader).getAsJsonObject();
        } catch (JsonIOException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private void fail(int status, JsonReader reader) throws IOException {
        throw failure(status, parse(reader));
    }

    private ControlException failure(int status, JsonObject error) {
        String code = Json.text(error, "code");
        String message = Json.text(error, "message");
        return new ControlException(
                kind(status, code, Json.text(error, "subject")),
                code.isEmpty() ? "INTERNAL" : code,
                message.isEmpty() ? "The node failed (" + status + ")." : message,
                null);
    }

    private Kind kind(int status, String code, String subject) {
        if (code.equals("ROLE_NEEDED")) {
            return Kind.ROLE_NEEDED;
        }
        if (status == HttpURLConnection.HTTP_FORBIDDEN || code.equals("ACCESS_REFUSED")) { // also amid an answer
            return Kind.REFUSED;
        }
        return code.equals("USAGE") && subject.equals(call.name()) ? Kind.UNKNOWN_CALL : Kind.FAILED;
    }

    private static ControlException broken(Way way, IOException cause) {
        return Thread.currentThread().isInterrupted()
                ? new ControlException(Kind.CANCELLED, "CANCELLED", "Cancelled.", cause)
                : way.broken(cause);
    }
}
