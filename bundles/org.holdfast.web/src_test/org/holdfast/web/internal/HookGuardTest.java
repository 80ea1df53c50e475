// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.holdfast.model.AccessRole;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.control.Caller;
import org.holdfast.node.control.EventReport;
import org.holdfast.node.control.NodeControl;
import org.holdfast.node.control.SourceReport;
import org.holdfast.node.control.SourceRequest;
import org.junit.jupiter.api.Test;

/** Commands of sources: only custodians name them, replace or remove what has them, and see them. */
class HookGuardTest {
    private static final String COMMAND = "pg_dump --password=secret";
    private static final Caller VIEWER = new Caller("v", AccessRole.VIEWER, "here");
    private static final Caller OPERATOR = new Caller("o", AccessRole.OPERATOR, "here");
    private static final Caller CUSTODIAN = new Caller("c", AccessRole.CUSTODIAN, "here");

    private final List<String> done = new ArrayList<>();
    private final List<EventReport> events = new ArrayList<>();
    private final Routes routes = new Routes(node(), TestSessions.some());

    /** A node whose source /with has hooks, and /without has none. */
    private NodeControl node() {
        NodeControl samples = Samples.node(NodeControl.class);
        return (NodeControl) Proxy.newProxyInstance(
                NodeControl.class.getClassLoader(), new Class<?>[] {NodeControl.class}, (self, method, arguments) -> {
                    switch (method.getName()) {
                        case "sources":
                            return List.of(report("/with"), report("/without"));
                        case "source":
                            return Optional.of((String) arguments[0])
                                    .filter(path -> path.startsWith("/with"))
                                    .map(HookGuardTest::report);
                        case "scheduleSource":
                            return report((String) arguments[0]);
                        case "addSource":
                            done.add("added " + ((SourceRequest) arguments[0]).path());
                            return report(((SourceRequest) arguments[0]).path());
                        case "removeSource":
                            done.add("removed " + arguments[0]);
                            return null;
                        case "events":
                            @SuppressWarnings("unchecked") // the last parameter of NodeControl.events
                            Consumer<EventReport> out = (Consumer<EventReport>) arguments[2];
                            events.forEach(out);
                            return null;
                        default:
                            return method.invoke(samples, arguments);
                    }
                });
    }

    private static SourceReport report(String path) {
        return new SourceReport(
                path,
                List.of(),
                false,
                List.of(),
                "",
                0,
                0,
                List.of(),
                path.equals("/with") ? COMMAND : "",
                "",
                600,
                "stop",
                "live",
                "",
                Optional.empty(),
                Optional.empty(),
                "",
                false);
    }

    private List<Object> call(Caller caller, String name, Map<String, String> query, String body) {
        List<Object> sent = new ArrayList<>();
        Call call = routes.find(name).orElseThrow();
        call.handler().handle(new Request(call, caller, query, body), new Out() {
            @Override
            public void send(String type, Object record) {
                sent.add(record);
            }

            @Override
            public void document(String contentType, String text) {
                throw new AssertionError(text);
            }
        });
        return sent;
    }

    private void refused(String name, Map<String, String> query, String body) {
        HoldfastException no = assertThrows(HoldfastException.class, () -> call(OPERATOR, name, query, body));
        assertEquals(ErrorCode.ROLE_NEEDED, no.code());
        assertTrue(String.valueOf(no.getMessage()).contains("takes the role custodian"), no.getMessage());
        assertFalse(String.valueOf(no.getMessage()).contains(COMMAND));
        assertEquals(List.of(), done);
    }

    private static String body(String path, String field, String command) {
        return "{\"path\":\"" + path + "\",\"" + field + "\":\"" + command + "\"}";
    }

    @Test
    void anOperatorNamesNoCommandAndACustodianDoes() {
        for (String field : List.of("hook_before", "hook_after", "hook\\u005fafter")) {
            refused("POST /v1/sources", Map.of(), body("/new", field, "rm -rf /"));
        }
        call(OPERATOR, "POST /v1/sources", Map.of(), body("/new", "hook_before", ""));
        call(CUSTODIAN, "POST /v1/sources", Map.of(), body("/new", "hook_before", COMMAND));
        assertEquals(List.of("added /new", "added /new"), done);
    }

    @Test
    void anOperatorNeitherReplacesNorRemovesWhatHasCommands() {
        refused("POST /v1/sources", Map.of(), "{\"path\":\"/with\"}");
        refused("DELETE /v1/sources", Map.of("path", "/with"), "");
        call(OPERATOR, "POST /v1/sources", Map.of(), "{\"path\":\"/without\"}");
        call(OPERATOR, "DELETE /v1/sources", Map.of("path", "/without"), "");
        call(CUSTODIAN, "POST /v1/sources", Map.of(), "{\"path\":\"/with\"}");
        call(CUSTODIAN, "DELETE /v1/sources", Map.of("path", "/with"), "");
        assertEquals(List.of("added /without", "removed /without", "added /with", "removed /with"), done);
    }

    @Test
    void onlyACustodianSeesThem() {
        for (Caller caller : List.of(VIEWER, OPERATOR)) {
            List<Object> shown = call(caller, "GET /v1/sources", Map.of(), "");
            assertEquals(List.of(report("/with").withHooks("(hidden)"), report("/without")), shown);
            assertFalse(shown.toString().contains(COMMAND));
        }
        assertEquals(List.of(report("/with"), report("/without")), call(CUSTODIAN, "GET /v1/sources", Map.of(), ""));
        assertEquals(
                List.of(report("/with").withHooks("(hidden)")),
                call(OPERATOR, "PUT /v1/sources", Map.of("path", "/with", "schedule", "default"), ""));
    }

    @Test
    void whatIsShownInsteadIsNoCommand() {
        HoldfastException no = assertThrows(
                HoldfastException.class,
                () -> call(CUSTODIAN, "POST /v1/sources", Map.of(), body("/new", "hook_after", "(hidden)")));
        assertEquals(ErrorCode.USAGE, no.code());
    }

    @Test
    void theAuditLogHasNoCommands() {
        Call call = routes.find("POST /v1/sources").orElseThrow();
        for (String field : List.of("hook_before", "hook\\u005fbefore")) {
            String body =
                    "{\"path\":\"/new\", '" + field + "' : \"say \\\"x\\\"; " + COMMAND + "\",\"hook_after\":\"\"}";
            assertEquals(
                    "{\"path\":\"/new\",\"hook_before\":\"(hidden)\",\"hook_after\":\"\"}",
                    new Request(call, CUSTODIAN, Map.of(), body).summary());
        }
        String broken = "{\"hook_before\":\"" + COMMAND + "\" \"path\":";
        assertEquals("(no JSON object)", new Request(call, CUSTODIAN, Map.of(), broken).summary());
        assertEquals("", new Request(call, CUSTODIAN, Map.of(), "").summary());
    }

    @Test
    void whatEarlierVersionsWroteIsShownToCustodiansOnly() {
        String who = "by ada (custodian) from here: ";
        List<String> bodies = List.of(
                body("/a", "hook_before", COMMAND),
                body("/a", "hook_after", "say \\\"x\\\"; " + COMMAND),
                body("/a", "hook\\u005fafter", COMMAND),
                "{\"hook_before\":\"" + COMMAND + "…");
        for (String body : bodies) {
            EventReport event =
                    new EventReport(1, Instant.EPOCH, "CHANGE_ASKED", "POST /v1/sources", who + body, Optional.empty());
            assertEquals(
                    who + "a source with commands (hooks), which custodians see",
                    HookGuard.shown(OPERATOR, event).text());
            assertEquals(event, HookGuard.shown(CUSTODIAN, event));
        }
        String plain = who + "{\"path\":\"/a\",\"hook_before\":\"(hidden)\",\"hook_after\":\"\",\"hook_seconds\":5}";
        EventReport event =
                new EventReport(1, Instant.EPOCH, "CHANGE_ASKED", "POST /v1/sources", plain, Optional.empty());
        assertEquals(event, HookGuard.shown(VIEWER, event));
        events.add(new EventReport(
                1, Instant.EPOCH, "CHANGE_ASKED", "POST /v1/sources", who + bodies.getFirst(), Optional.empty()));
        assertFalse(call(VIEWER, "GET /v1/events", Map.of(), "").toString().contains(COMMAND));
        assertTrue(call(CUSTODIAN, "GET /v1/events", Map.of(), "").toString().contains(COMMAND));
    }
}
