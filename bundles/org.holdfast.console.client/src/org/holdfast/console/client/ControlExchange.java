// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client;

import com.google.gson.JsonIOException;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.holdfast.console.client.ControlException.Kind;

/**
 * One call and its answer, on the calling thread. Interrupting that thread cancels it, if it is a virtual one: then the
 * socket closes, and the node hears of it. With the JDK's plain connection, which needs no thread, no selector and no TLS.
 */
final class ControlExchange {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** Takes what comes; it is positioned before an object. */
    @FunctionalInterface
    interface Take {
        void object(JsonReader reader) throws IOException;
    }

    private final NodeHome home;
    private final ControlCall call;

    ControlExchange(NodeHome home, ControlCall call) {
        this.home = home;
        this.call = call;
    }

    /**
     * Sends the call and hands over each object.
     *
     * @throws ControlException whatever goes wrong
     */
    void run(Take take) {
        NodeHome.Door door = home.door();
        try {
            run(door, take);
        } catch (IOException e) {
            throw broken(door, e);
        } catch (JsonParseException | IllegalStateException | NumberFormatException e) {
            throw new ControlException(
                    Kind.SILENT,
                    "NODE_UNREACHABLE",
                    "What listens on port " + door.port() + " gave an answer that is none of a node's: "
                            + e.getMessage(),
                    e);
        }
    }

    private void run(NodeHome.Door door, Take take) throws IOException {
        HttpURLConnection connection = open(door);
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

    private HttpURLConnection open(NodeHome.Door door) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) call.address(door.port()).toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout((int) CONNECT.toMillis());
        connection.setReadTimeout((int) call.silence().toMillis());
        connection.setUseCaches(false);
        connection.setRequestMethod(call.method());
        connection.setRequestProperty("Authorization", "Bearer " + door.token());
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
        if (status == HttpURLConnection.HTTP_FORBIDDEN) {
            return Kind.REFUSED;
        }
        return code.equals("USAGE") && subject.equals(call.name()) ? Kind.UNKNOWN_CALL : Kind.FAILED;
    }

    private ControlException broken(NodeHome.Door door, IOException cause) {
        if (Thread.currentThread().isInterrupted()) {
            return new ControlException(Kind.CANCELLED, "CANCELLED", "Cancelled.", cause);
        }
        if (cause instanceof SocketTimeoutException || cause instanceof MalformedJsonException) {
            return silent("the node in " + home.path() + " (process " + door.pid() + ") does not answer", cause);
        }
        if (isGone(door)) {
            return new ControlException(
                    Kind.STOPPED, "NODE_NOT_RUNNING", "The node in " + home.path() + " was stopped meanwhile.", cause);
        }
        return silent("the connection to the node in " + home.path() + " broke", cause);
    }

    private boolean isGone(NodeHome.Door door) {
        try {
            return !home.door().equals(door);
        } catch (ControlException e) {
            return true;
        }
    }

    private static ControlException silent(String what, IOException cause) {
        return new ControlException(
                Kind.SILENT,
                "NODE_UNREACHABLE",
                "It cannot be asked: " + what + " (" + cause.getMessage() + ").",
                cause);
    }
}
