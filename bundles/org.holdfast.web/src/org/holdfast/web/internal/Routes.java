// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import static org.holdfast.web.internal.Call.operator;
import static org.holdfast.web.internal.Call.viewer;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.holdfast.model.AccessRole;
import org.holdfast.node.control.NodeControl;
import org.holdfast.web.internal.Shapes.ConfigBody;

/**
 * Every call of the control API, and what it does. docs/control-api.md is its description for people, docs/openapi.json
 * the one for programs, made from these declarations.
 */
final class Routes {
    private final Map<String, Call> calls = new LinkedHashMap<>();

    Routes(NodeControl node, Sessions sessions) {
        Stream.of(
                        DataCalls.of(node),
                        PartnerCalls.of(node),
                        MemberCalls.of(node),
                        PluginCalls.of(node),
                        AccessCalls.of(node),
                        PageCalls.of(sessions),
                        InspectionCalls.of(node::inspection),
                        NoticeCalls.of(node::notices),
                        node(node))
                .flatMap(List::stream)
                .forEach(call -> calls.put(call.name(), call));
    }

    /** The node itself. */
    private List<Call> node(NodeControl node) {
        return List.of(
                viewer("GET /v1/config", "All settings")
                        .answers("config")
                        .by((in, out) -> node.config().forEach(each -> out.send("config", each))),
                operator("PUT /v1/config", "Changes a setting; some take a custodian, as their role says")
                        .body("config request")
                        .answers("config")
                        .by((in, out) -> configure(node, in, out)),
                viewer("GET /v1/events", "The audit log")
                        .takes("after", "only lines with a higher number (0)")
                        .takes("follow", "true: go on until the caller goes")
                        .answers("event")
                        .by((in, out) -> node.events(
                                Words.number("after", in.parameter("after").orElse("0")),
                                in.flag("follow"),
                                each -> out.send("event", HookGuard.shown(in.caller(), each)))),
                viewer("GET /v1/openapi.json", "This description")
                        .answersDocument("application/json; charset=utf-8")
                        .by((in, out) -> out.document("application/json; charset=utf-8", OpenApi.text(all()))),
                operator("POST /v1/stop", "Stops the node in order").by((in, out) -> node.stop()));
    }

    /** All calls, in the order of their declaration. */
    Collection<Call> all() {
        return calls.values();
    }

    /** @param name method and path */
    Optional<Call> find(String name) {
        return Optional.ofNullable(calls.get(name));
    }

    private static void configure(NodeControl node, Request in, Out out) {
        ConfigBody body = in.as(ConfigBody.class);
        String key = Words.needed(body.key(), "key", "A setting");
        String value = Words.needed(body.value(), "value", "A setting");
        node.config().stream()
                .filter(each -> each.key().equals(key))
                .flatMap(each -> AccessRole.of(each.role()).stream())
                .forEach(role -> Roles.require(in.caller(), role, "changing the setting '" + key + "'"));
        out.send("config", node.configure(key, value, Optional.ofNullable(body.expected())));
    }
}
