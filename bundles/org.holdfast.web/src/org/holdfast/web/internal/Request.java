// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/** What was asked: method and path as {@code GET /v1/status}, query parameters, and the body as text. */
record Request(String route, Map<String, String> query, String body) {
    private static final int LARGEST_BODY = 64 * 1024;

    static Request of(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            throw new HoldfastException(ErrorCode.USAGE, "request", "The request is longer than 64 KiB.");
        }
        String route =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        return new Request(
                route,
                parameters(Optional.ofNullable(exchange.getRequestURI().getRawQuery())
                        .orElse("")),
                new String(body, StandardCharsets.UTF_8));
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /** @throws HoldfastException USAGE naming the missing parameter */
    String required(String name) {
        return parameter(name)
                .orElseThrow(() ->
                        new HoldfastException(ErrorCode.USAGE, name, route + " needs the parameter '" + name + "'."));
    }

    boolean flag(String name) {
        return parameter(name).filter("true"::equals).isPresent();
    }

    <T> T as(Class<T> shape) {
        return Json.read(body, shape);
    }
}
