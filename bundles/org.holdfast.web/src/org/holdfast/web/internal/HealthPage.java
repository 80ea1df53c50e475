// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.holdfast.node.control.CheckReport;
import org.holdfast.node.control.InspectionControl;

/**
 * {@code GET /health}: what a watchdog of this machine may know without a token. It names the checks and how each is, and
 * nothing of what they found. Status 200 if the node works, 503 if not.
 */
record HealthPage(InspectionControl node) implements HttpHandler {
    /** From good to bad, as Apache Felix Health Checks order them. */
    private static final List<String> ORDER =
            List.of("OK", "WARN", "TEMPORARILY_UNAVAILABLE", "CRITICAL", "HEALTH_CHECK_ERROR");

    private static final Set<String> WORKS = Set.of("OK", "WARN");

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            boolean near = TokenDoor.namesLoopback(headers.getFirst("Host")) && !Browsers.isForeignPage(headers);
            String method = exchange.getRequestMethod();
            if (!near || !(method.equals("GET") || method.equals("HEAD"))) {
                exchange.sendResponseHeaders(near ? 405 : 403, -1);
                return;
            }
            answer(exchange, method.equals("HEAD"));
        }
    }

    private void answer(HttpExchange exchange, boolean headOnly) throws IOException {
        List<CheckReport> checks = node.checks();
        String worst = checks.stream()
                .map(CheckReport::status)
                .max(Comparator.comparing(ORDER::indexOf))
                .orElse("OK");
        byte[] body = (json(worst, checks) + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(WORKS.contains(worst) ? 200 : 503, headOnly ? -1 : body.length);
        if (!headOnly) {
            exchange.getResponseBody().write(body);
        }
    }

    private static String json(String worst, List<CheckReport> checks) {
        JsonObject object = new JsonObject();
        object.addProperty("status", worst);
        JsonArray each = new JsonArray();
        for (CheckReport check : checks) {
            JsonObject row = new JsonObject();
            row.addProperty("check", check.check());
            row.addProperty("status", check.status());
            each.add(row);
        }
        object.add("checks", each);
        return object.toString();
    }
}
