// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.holdfast.cli.AnswerLines.Heard;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.NodeAddress;
import org.holdfast.trust.pass.Pass;
import org.jspecify.annotations.Nullable;

/**
 * Calls a running node's control API. The objects of an answer arrive as the node sends them. A node may be silent for
 * long while it works; so one that says nothing is asked for its status from time to time, and given up when it does not
 * answer that either. With the JDK's plain connection, as its newer client takes longer to start (TLS, executors) than
 * most commands to run.
 */
public final class NodeClient {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final Doorway doorway;
    private final Patience patience;

    /**
     * How long a node may take.
     *
     * @param silence after which it is asked whether it is there
     * @param answer which it has to give within this time
     */
    record Patience(Duration silence, Duration answer) {
        static final Patience USUAL = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(20));
    }

    NodeClient(Doorway doorway, Patience patience) {
        this.doorway = doorway;
        this.patience = patience;
    }

    /** @throws HoldfastException HOME_MISSING or NODE_NOT_RUNNING */
    public static NodeClient of(Home home) {
        home.mustBeInitialised();
        return find(home)
                .orElseThrow(() -> new HoldfastException(
                        ErrorCode.NODE_NOT_RUNNING,
                        home.path().toString(),
                        "No node is running in " + home.path() + ". 'holdfast start' starts it."));
    }

    /** The node of this folder, if one runs. */
    public static Optional<NodeClient> find(Home home) {
        return home.door().map(door -> new NodeClient(new HomeDoorway(home, door), Patience.USUAL));
    }

    /** A node elsewhere. @throws HoldfastException CERTIFICATE_UNUSABLE if the file is no pass; USAGE for the address */
    static NodeClient elsewhere(String address, Path pass) {
        try {
            return new NodeClient(new RemoteDoorway(NodeAddress.parse(address), Pass.read(pass)), Patience.USUAL);
        } catch (IllegalArgumentException e) {
            throw new HoldfastException(
                    ErrorCode.USAGE, address, "--remote takes HOST:PORT, not '" + address + "'.", e);
        }
    }

    public List<JsonObject> get(String path, Map<String, String> query) {
        List<JsonObject> objects = new ArrayList<>();
        stream("GET", path, query, null, objects::add);
        return objects;
    }

    public JsonObject getOne(String path) {
        return last(get(path, Map.of()), path);
    }

    /** Sends a call and answers its last object. */
    public JsonObject call(String method, String path, Map<String, String> query, @Nullable JsonObject body) {
        List<JsonObject> objects = new ArrayList<>();
        stream(method, path, query, body, objects::add);
        return objects.isEmpty() ? new JsonObject() : objects.getLast();
    }

    /**
     * Sends a call and hands over each object of its answer.
     *
     * @throws HoldfastException what the node says went wrong; NODE_UNREACHABLE if it does not answer; CANCELLED if it was
     *     stopped meanwhile
     */
    public void stream(
            String method,
            String path,
            Map<String, String> query,
            @Nullable JsonObject body,
            Consumer<JsonObject> each) {
        try (AnswerLines lines = new AnswerLines(() -> answer(call(method, path + suffix(query), body)))) {
            while (hears(lines, each)) {
                // each object is delivered in the condition
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HoldfastException(ErrorCode.CANCELLED, doorway.subject(), "Cancelled.", e);
        }
    }

    /** Whether there may be more. */
    private boolean hears(AnswerLines lines, Consumer<JsonObject> each) throws InterruptedException {
        Optional<Heard> next = lines.next(patience.silence());
        if (next.isEmpty()) {
            requireAnswer();
            return true;
        }
        return switch (next.get()) {
            case Heard.Line(JsonObject object) -> {
                deliver(object, each);
                yield true;
            }
            case Heard.Broken(IOException cause) -> throw doorway.broken(cause);
            case Heard.End() -> false;
        };
    }

    /** @throws HoldfastException NODE_UNREACHABLE if it does not say how it is */
    private void requireAnswer() {
        try {
            HttpURLConnection call = call("GET", "/v1/status", null);
            call.setReadTimeout((int) patience.answer().toMillis());
            answer(call).close();
        } catch (IOException e) {
            throw doorway.unreachable(
                    "it has stalled; it says nothing, and did not say how it is within "
                            + patience.answer().toSeconds() + " s",
                    e);
        }
    }

    private HttpURLConnection call(String method, String resource, @Nullable JsonObject body) throws IOException {
        HttpURLConnection call = doorway.open(resource);
        call.setConnectTimeout((int) CONNECT.toMillis());
        call.setRequestMethod(method);
        if (body != null) {
            call.setDoOutput(true);
            try (OutputStream out = call.getOutputStream()) {
                out.write(body.toString().getBytes(StandardCharsets.UTF_8));
            }
        }
        return call;
    }

    /** What the node answers, also when it is an error: both are objects, one a line. */
    private static InputStream answer(HttpURLConnection call) throws IOException {
        int status = call.getResponseCode();
        InputStream answer =
                status < HttpURLConnection.HTTP_BAD_REQUEST ? call.getInputStream() : call.getErrorStream();
        if (answer == null) {
            throw new IOException("it answered " + status + " and nothing else");
        }
        return answer;
    }

    private static void deliver(JsonObject object, Consumer<JsonObject> each) {
        if ("error".equals(object.get("type").getAsString())) {
            throw failure(object);
        }
        each.accept(object);
    }

    /** What an object of type {@code error} says. */
    static HoldfastException failure(JsonObject object) {
        return new HoldfastException(
                code(object.get("code").getAsString()),
                object.get("subject").getAsString(),
                Terminal.line(object.get("message").getAsString()));
    }

    /** A node elsewhere may be newer than this command, and know errors that it does not. */
    private static ErrorCode code(String name) {
        return Arrays.stream(ErrorCode.values())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(ErrorCode.INTERNAL);
    }

    private static String suffix(Map<String, String> query) {
        return query.isEmpty()
                ? ""
                : query.entrySet().stream()
                        .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", "?", ""));
    }

    private JsonObject last(List<JsonObject> objects, String path) {
        if (objects.isEmpty()) {
            throw doorway.unreachable("it answered nothing to " + path, null);
        }
        return objects.getLast();
    }
}
