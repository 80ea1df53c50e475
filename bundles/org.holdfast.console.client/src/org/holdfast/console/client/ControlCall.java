// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client;

import com.google.gson.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A call of the control API, before it is sent.
 *
 * @param silence how long the node may say nothing; zero is as long as it likes
 */
record ControlCall(String method, String path, Map<String, String> query, Optional<JsonObject> body, Duration silence) {
    private static final Duration FOR_EVER = Duration.ZERO;

    /** What is answered from memory, or from the node's own disk. */
    private static final Duration SOON = Duration.ofSeconds(20);

    ControlCall {
        query = new LinkedHashMap<>(query);
    }

    static ControlCall get(String path) {
        return new ControlCall("GET", path, Map.of(), Optional.empty(), SOON);
    }

    static ControlCall of(String method, String path) {
        return new ControlCall(method, path, Map.of(), Optional.empty(), FOR_EVER);
    }

    ControlCall with(String parameter, String value) {
        Map<String, String> more = new LinkedHashMap<>(query);
        more.put(parameter, value);
        return new ControlCall(method, path, more, body, silence);
    }

    ControlCall with(JsonObject object) {
        return new ControlCall(method, path, query, Optional.of(object), silence);
    }

    /** The node may say nothing for so long. */
    ControlCall within(Duration most) {
        return new ControlCall(method, path, query, body, most);
    }

    /** The node may have to fetch something from partners first. */
    ControlCall patiently() {
        return within(FOR_EVER);
    }

    /** Path and query. */
    String resource() {
        String parameters = query.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return path + (parameters.isEmpty() ? "" : "?" + parameters);
    }

    String name() {
        return method + " " + path;
    }
}
