// SPDX-License-Identifier: EPL-2.0
package org.holdfast.system;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A running node's control API, for what is asked often: a command would be a Java start each time. */
record Control(int port, String token) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Empty while no node answers in this home. */
    static Optional<Control> of(Path home) {
        try {
            String[] control =
                    Files.readString(home.resolve("run/control")).strip().split(" ");
            Control found = new Control(
                    Integer.parseInt(control[0]),
                    Files.readString(home.resolve("run/token")).strip());
            return found.call("GET", "/v1/status")
                    .filter(said -> said.getLast().has("owner"))
                    .map(said -> found);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The process that said it is this home's node; it may be gone. */
    static Optional<Long> pid(Path home) {
        try {
            return Optional.of(Long.valueOf(
                    Files.readString(home.resolve("run/control")).strip().split(" ")[1]));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The objects of the answer; empty if the node did not answer to the end. */
    Optional<List<JsonObject>> call(String method, String path) {
        return call(method, path, BodyPublishers.noBody());
    }

    Optional<List<JsonObject>> call(String method, String path, JsonObject body) {
        return call(method, path, BodyPublishers.ofString(body.toString()));
    }

    private Optional<List<JsonObject>> call(String method, String path, HttpRequest.BodyPublisher body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofMinutes(10))
                .header("Authorization", "Bearer " + token)
                .method(method, body)
                .build();
        try {
            HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
            return Optional.of(response.body()
                    .lines()
                    .map(line -> JsonParser.parseString(line).getAsJsonObject())
                    .toList());
        } catch (IOException e) {
            return Optional.empty(); // killed: what these tests do to nodes
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
