// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdfast.model.AccessRole;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.control.Caller;
import org.holdfast.node.control.NodeControl;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each call does what it declares: reads those parameters, takes that body, answers those types; and who may make it. */
class RoutesTest {
    private static final Caller CUSTODIAN = new Caller("test", AccessRole.CUSTODIAN, "this machine");

    private final Routes routes = new Routes(Samples.node(NodeControl.class), TestSessions.some());

    /** What a call sent. */
    private static final class Sent implements Out {
        private final Set<String> types = new LinkedHashSet<>();
        private int documents;

        @Override
        public void send(String type, Object record) {
            assertTrue(Json.line(type, record).startsWith("{\"type\":\"" + type + "\""));
            types.add(type);
        }

        @Override
        public void document(String contentType, String json) {
            documents++;
        }
    }

    /** Notes what is read of it. */
    private static final class Watched extends AbstractMap<String, String> {
        private final Map<String, String> values = new HashMap<>();
        private final Set<String> read = new HashSet<>();

        @Override
        public String get(Object key) {
            read.add((String) key);
            return values.get(key);
        }

        @Override
        public Set<Map.Entry<String, String>> entrySet() {
            return values.entrySet();
        }
    }

    private static Watched parameters(Call call) {
        Watched parameters = new Watched();
        call.parameters().forEach(each -> parameters.values.put(each.name(), value(each.name())));
        return parameters;
    }

    private static String value(String name) {
        return switch (name) {
            case "after", "percent" -> "1";
            case "until" -> "2026-03-01T12:00:00Z";
            case "role" -> "viewer";
            default -> "true";
        };
    }

    private static String body(Call call) {
        return call.body()
                .map(shape -> Json.line("request", Samples.of(Shapes.of(shape))))
                .orElse("");
    }

    @TestFactory
    Stream<DynamicTest> everyCallDoesWhatItDeclares() {
        return routes.all().stream()
                .map(call -> DynamicTest.dynamicTest(call.name(), () -> {
                    Watched parameters = parameters(call);
                    Sent sent = new Sent();
                    Request request = new Request(call, CUSTODIAN, parameters, body(call));
                    call.handler().handle(request, new Declared(call, sent));
                    assertEquals(
                            new TreeSet<>(parameters.values.keySet()), new TreeSet<>(parameters.read), "parameters");
                    assertEquals(new TreeSet<>(call.answers()), new TreeSet<>(sent.types), "answers");
                    assertEquals(call.isDocument() ? 1 : 0, sent.documents);
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyCallNeedsTheParametersThatItSaysAreNeeded() {
        return routes.all().stream()
                .map(call -> DynamicTest.dynamicTest(call.name(), () -> {
                    for (Call.Parameter parameter : call.parameters()) {
                        Watched parameters = parameters(call);
                        parameters.values.remove(parameter.name());
                        Request request = new Request(call, CUSTODIAN, parameters, body(call));
                        if (parameter.required()) {
                            HoldfastException wrong = assertThrows(
                                    HoldfastException.class,
                                    () -> call.handler().handle(request, new Sent()));
                            assertEquals(ErrorCode.USAGE, wrong.code());
                            assertEquals(parameter.name(), wrong.subject());
                        } else {
                            call.handler().handle(request, new Sent());
                        }
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> aViewerChangesNothingAndACustodianMayEverything() {
        return routes.all().stream()
                .map(call -> DynamicTest.dynamicTest(call.name(), () -> {
                    for (AccessRole role : AccessRole.values()) {
                        Caller caller = new Caller("someone", role, "192.0.2.1");
                        if (role.covers(call.role())) {
                            Roles.require(caller, call.role(), call.name());
                        } else {
                            HoldfastException refused = assertThrows(
                                    HoldfastException.class, () -> Roles.require(caller, call.role(), call.name()));
                            assertEquals(ErrorCode.ROLE_NEEDED, refused.code());
                        }
                    }
                    assertEquals(
                            call.method().equals("GET"),
                            call.role() == AccessRole.VIEWER,
                            "viewers look, and only look");
                }));
    }

    /** The whole list, so that a call that moves to a lesser role is seen in review. */
    @Test
    void whatAnOperatorMayDoIsThis() {
        List<String> operators = new ArrayList<>(routes.all().stream()
                .filter(each -> each.role() == AccessRole.OPERATOR)
                .map(Call::name)
                .toList());
        assertEquals(
                List.of(
                        "POST /v1/sources",
                        "PUT /v1/sources",
                        "DELETE /v1/sources",
                        "POST /v1/backup",
                        "POST /v1/restore",
                        "POST /v1/read",
                        "POST /v1/drills",
                        "POST /v1/verifications",
                        "POST /v1/audits",
                        "POST /v1/repair",
                        "POST /v1/away",
                        "DELETE /v1/leave",
                        "PUT /v1/config",
                        "POST /v1/stop"),
                operators);
    }

    @Test
    void aCallThatAnswersWhatItDoesNotDeclareFails() {
        Call call = Call.viewer("GET /v1/sample", "a sample")
                .answers("config")
                .by((in, out) -> out.send("source", Samples.of(Shapes.of("source"))));
        Request request = new Request(call, CUSTODIAN, Map.of(), "");
        assertThrows(IllegalStateException.class, () -> call.handler().handle(request, new Declared(call, new Sent())));
        assertThrows(IllegalStateException.class, () -> request.parameter("path"));
    }

    @Test
    void anUnknownParameterIsRefusedAndTheKnownOnesAreNamed() {
        Call call = routes.find("GET /v1/entries").orElseThrow();
        HoldfastException wrong =
                assertThrows(HoldfastException.class, () -> Request.of(call, CUSTODIAN, "recursiv=true", ""));
        assertEquals(ErrorCode.USAGE, wrong.code());
        assertTrue(String.valueOf(wrong.getMessage()).contains("snapshot, path, recursive"), wrong.getMessage());
    }

    @Test
    void theAuditLogIsSparedCertificates() {
        Call call = routes.find("POST /v1/remotes").orElseThrow();
        String body = "{\"name\":\"ada\",\"certificate\":\"-----BEGIN CERTIFICATE-----\\nMII\\n\",\"role\":\"viewer\"}";
        assertEquals(
                "{\"name\":\"ada\",\"certificate\":\"(PEM)\",\"role\":\"viewer\"}",
                new Request(call, CUSTODIAN, Map.of(), body).summary());
    }

    @Test
    void aGuardedSettingTakesACustodian() {
        Call call = routes.find("PUT /v1/config").orElseThrow();
        String body =
                "{\"key\":\"operator\",\"value\":\"x\"}"; // the sample setting is called so, and takes an operator
        Caller viewer = new Caller("v", AccessRole.VIEWER, "here");
        assertThrows(
                HoldfastException.class,
                () -> call.handler().handle(new Request(call, viewer, Map.of(), body), new Sent()));
        Caller operator = new Caller("o", AccessRole.OPERATOR, "here");
        call.handler().handle(new Request(call, operator, Map.of(), body), new Sent());
    }

    /** What a body or a path lacks is the caller's, not a defect of the node. */
    @Test
    void whatCannotBeMeantIsRefused() {
        String nul = "/a\0b";
        String escaped = "/a\\u0000b";
        refused("POST /v1/restore", Map.of(), "{\"snapshot\":\"latest\"}", "to");
        refused("POST /v1/restore", Map.of(), "{\"to\":\"/to\"}", "snapshot");
        refused("POST /v1/restore", Map.of(), "{\"snapshot\":\"latest\",\"to\":\"" + escaped + "\"}", "to");
        refused("POST /v1/recover", Map.of(), "{}", "to");
        refused("POST /v1/recover", Map.of(), "{\"to\":\"" + escaped + "\"}", "to");
        refused("POST /v1/sources", Map.of(), "{\"path\":\"" + escaped + "\"}", "path");
        refused("PUT /v1/sources", Map.of("path", nul, "schedule", "default"), "", "path");
        refused("DELETE /v1/sources", Map.of("path", nul), "", "path");
    }

    private void refused(String name, Map<String, String> query, String body, String subject) {
        Call call = routes.find(name).orElseThrow();
        HoldfastException wrong = assertThrows(
                HoldfastException.class,
                () -> call.handler().handle(new Request(call, CUSTODIAN, query, body), new Sent()));
        assertEquals(List.of(ErrorCode.USAGE, subject), List.of(wrong.code(), wrong.subject()));
        assertFalse(String.valueOf(wrong.getMessage()).contains("\0"), wrong.getMessage());
    }

    /** It makes the node dial wherever the caller says. */
    @Test
    void furtherAddressesTakeAnOperatorAndAreNotMany() {
        Call call = routes.find("GET /v1/heads").orElseThrow();
        Caller viewer = new Caller("v", AccessRole.VIEWER, "here");
        Caller operator = new Caller("o", AccessRole.OPERATOR, "here");
        call.handler().handle(new Request(call, viewer, Map.of(), ""), new Sent());
        call.handler().handle(new Request(call, viewer, Map.of("seeds", " , "), ""), new Sent());
        Map<String, String> one = Map.of("seeds", "192.0.2.1:7600");
        HoldfastException refused = assertThrows(
                HoldfastException.class, () -> call.handler().handle(new Request(call, viewer, one, ""), new Sent()));
        assertEquals(ErrorCode.ROLE_NEEDED, refused.code());
        call.handler().handle(new Request(call, operator, one, ""), new Sent());
        String most = String.join(",", Collections.nCopies(16, "192.0.2.1:7600"));
        call.handler().handle(new Request(call, operator, Map.of("seeds", most), ""), new Sent());
        Map<String, String> more = Map.of("seeds", most + ",192.0.2.2:7600");
        HoldfastException many = assertThrows(
                HoldfastException.class,
                () -> call.handler().handle(new Request(call, CUSTODIAN, more, ""), new Sent()));
        assertEquals(ErrorCode.USAGE, many.code());
    }

    @Test
    void noShapeIsThereForNothing() {
        Set<String> used = routes.all().stream()
                .flatMap(call -> Stream.concat(call.answers().stream(), call.body().stream()))
                .collect(Collectors.toCollection(TreeSet::new));
        String document = OpenApiDocument.text();
        for (Shapes.Shape shape : Shapes.all()) {
            String reference = "schemas/" + Schemas.title(shape.name()) + "\"";
            assertTrue(used.contains(shape.name()) || document.contains(reference), shape.name());
        }
    }
}
