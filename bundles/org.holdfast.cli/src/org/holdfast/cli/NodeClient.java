// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.jspecify.annotations.Nullable;

/**
 * Calls a running node's control API. The objects of an answer arrive as the node sends them. With the JDK's plain
 * connection, as its newer client takes longer to start (TLS, executors) than most commands to run.
 */
public final class NodeClient {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final Home home;
    private final Home.Door door;

    private NodeClient(Home home, Home.Door door) {
        this.home = home;
        this.door = door;
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
        return home.door().map(door -> new NodeClient(home, door));
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
     * @throws HoldfastException what the node says went wrong; NODE_UNREACHABLE if it does not answer
     */
    public void stream(
            String method,
            String path,
            Map<String, String> query,
            @Nullable JsonObject body,
            Consumer<JsonObject> each) {
        try {
            HttpURLConnection call = call(method, path + suffix(query), body);
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(answer(call), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    deliver(JsonParser.parseString(line).getAsJsonObject(), each);
                }
            }
        } catch (ConnectException e) {
            throw unreachable("it does not answer on port " + door.port(), e);
        } catch (IOException e) {
            throw unreachable("the connection broke: " + e.getMessage(), e);
        }
    }

    private HttpURLConnection call(String method, String resource, @Nullable JsonObject body) throws IOException {
        URI address = URI.create("http://127.0.0.1:" + door.port() + resource);
        HttpURLConnection call = (HttpURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
        call.setConnectTimeout((int) CONNECT.toMillis());
        call.setRequestMethod(method);
        call.setRequestProperty("Authorization", "Bearer " + door.token());
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
            throw new HoldfastException(
                    ErrorCode.valueOf(object.get("code").getAsString()),
                    object.get("subject").getAsString(),
                    object.get("message").getAsString());
        }
        each.accept(object);
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
            throw unreachable("it answered nothing to " + path, null);
        }
        return objects.getLast();
    }

    private HoldfastException unreachable(String why, @Nullable Throwable cause) {
        return new HoldfastException(
                ErrorCode.NODE_UNREACHABLE,
                home.path().toString(),
                "The node in " + home.path() + " cannot be asked: " + why + ". Its log is in "
                        + home.path().resolve("log") + ".",
                true,
                cause);
    }
}
