// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import static java.util.Map.entry;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.control.ForgetRequest;
import org.holdfast.node.control.InviteRequest;
import org.holdfast.node.control.MarkRequest;
import org.holdfast.node.control.NodeControl;
import org.holdfast.node.control.PluginStatusReport;
import org.holdfast.node.control.RecoverRequest;
import org.holdfast.node.control.RestoreRequest;
import org.holdfast.node.control.RetentionControl;
import org.holdfast.node.control.SourceRequest;

/** Every call of the control API, and what it does; docs/control-api.md is its description. */
final class Routes {
    /** A call: reads the request, sends objects. */
    @FunctionalInterface
    interface Route {
        void handle(Request request, Answer answer);
    }

    /** Body of {@code PUT /v1/config}. */
    record ConfigBody(String key, String value) {}

    /** Body of {@code PUT /v1/members}. */
    record MemberBody(String node, String status) {}

    /** Body of {@code PUT /v1/plugins} and {@code POST /v1/recode}. */
    record ProviderBody(String role, String id) {}

    private final Map<String, Route> routes;

    Routes(NodeControl node) {
        this.routes = Stream.of(
                        data(node),
                        retention(node::retention),
                        partners(node),
                        members(node),
                        plugins(node),
                        node(node))
                .flatMap(group -> group.entrySet().stream())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** What is backed up, and comes back. */
    private static Map<String, Route> data(NodeControl node) {
        return Map.ofEntries(
                entry("GET /v1/status", (in, out) -> out.send("status", node.status())),
                entry("GET /v1/sources", (in, out) -> node.sources().forEach(each -> out.send("source", each))),
                entry("POST /v1/sources", (in, out) -> out.send("source", node.addSource(in.as(SourceRequest.class)))),
                entry("DELETE /v1/sources", (in, out) -> node.removeSource(in.required("path"))),
                entry("POST /v1/backup", (in, out) -> backup(node, in, out)),
                entry("GET /v1/backup", (in, out) -> node.backup().ifPresent(each -> out.send("progress", each))),
                entry("GET /v1/snapshots", (in, out) -> node.snapshots().forEach(each -> out.send("snapshot", each))),
                entry("GET /v1/heads", (in, out) -> node.heads(seeds(in)).forEach(each -> out.send("head", each))),
                entry("GET /v1/twin", (in, out) -> out.send("twin", node.twin())),
                entry("DELETE /v1/twin", (in, out) -> out.send("twin", node.denyTwin())),
                entry("GET /v1/entries", (in, out) -> list(node, in, out)),
                entry(
                        "GET /v1/find",
                        (in, out) -> node.find(
                                in.parameter("snapshot"), in.required("glob"), each -> out.send("entry", each))),
                entry(
                        "GET /v1/diff",
                        (in, out) -> node.diff(
                                in.required("older"), in.required("newer"), each -> out.send("difference", each))),
                entry(
                        "POST /v1/restore",
                        (in, out) -> out.send(
                                "restored",
                                node.restore(in.as(RestoreRequest.class), each -> out.send("progress", each)))),
                entry(
                        "POST /v1/recover",
                        (in, out) -> out.send(
                                "restored",
                                node.recover(in.as(RecoverRequest.class), each -> out.send("progress", each)))));
    }

    /** What is kept of it. */
    private static Map<String, Route> retention(Supplier<RetentionControl> node) {
        return Map.ofEntries(
                entry(
                        "POST /v1/forget",
                        (in, out) -> node.get()
                                .forget(in.as(ForgetRequest.class))
                                .forEach(each -> out.send("forgotten", each))),
                entry(
                        "POST /v1/mark",
                        (in, out) -> out.send("snapshot", node.get().mark(in.as(MarkRequest.class)))),
                entry(
                        "POST /v1/prune",
                        (in, out) -> out.send("pruned", node.get().prune(each -> out.send("progress", each)))),
                entry(
                        "GET /v1/releases",
                        (in, out) -> out.send("releases", node.get().releases())),
                entry(
                        "DELETE /v1/releases",
                        (in, out) -> out.send("releases", node.get().cancelReleases(in.required("order")))),
                entry(
                        "POST /v1/releases",
                        (in, out) -> out.send("releases", node.get().resumeReleases())));
    }

    private static List<String> seeds(Request in) {
        return in.parameter("seeds").stream()
                .flatMap(seeds -> Stream.of(seeds.split(",")))
                .filter(seed -> !seed.isBlank())
                .toList();
    }

    /** Who keeps it. */
    private static Map<String, Route> partners(NodeControl node) {
        return Map.ofEntries(
                entry("GET /v1/partners", (in, out) -> node.partners().forEach(each -> out.send("partner", each))),
                entry(
                        "GET /v1/why",
                        (in, out) -> node.why(in.required("node")).forEach(each -> out.send("decision", each))),
                entry(
                        "GET /v1/partner-page",
                        (in, out) -> node.partnerPage().forEach(each -> out.send("partner", each))),
                entry(
                        "POST /v1/audits",
                        (in, out) -> node.audit(in.parameter("partner")).forEach(each -> out.send("audit", each))),
                entry("POST /v1/repair", (in, out) -> out.send("repaired", node.repair())),
                entry(
                        "POST /v1/away",
                        (in, out) -> node.away(time(in.required("until"))).forEach(each -> out.send("away", each))),
                entry("GET /v1/leave", (in, out) -> out.send("leave", node.leave())),
                entry("POST /v1/leave", (in, out) -> out.send("leave", node.beginLeave())),
                entry("DELETE /v1/leave", (in, out) -> out.send("leave", node.cancelLeave())));
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new HoldfastException(
                    ErrorCode.USAGE, text, "'" + text + "' is no time such as 2026-03-01T12:00:00Z.", e);
        }
    }

    /** Who is in the confederation. */
    private static Map<String, Route> members(NodeControl node) {
        return Map.ofEntries(
                entry("POST /v1/invites", (in, out) -> out.send("invite", node.invite(in.as(InviteRequest.class)))),
                entry("GET /v1/members", (in, out) -> node.members().forEach(each -> out.send("member", each))),
                entry("PUT /v1/members", (in, out) -> say(node, in, out)),
                entry("GET /v1/admins", (in, out) -> node.admins().list().forEach(each -> out.send("admin", each))),
                entry(
                        "POST /v1/admins",
                        (in, out) -> out.send("admin", node.admins().add(in.required("node")))),
                entry(
                        "DELETE /v1/admins",
                        (in, out) -> out.send("admin", node.admins().remove(in.required("node")))),
                entry(
                        "GET /v1/authorities",
                        (in, out) -> node.authorities().list().forEach(each -> out.send("authority", each))),
                entry(
                        "POST /v1/authorities",
                        (in, out) -> out.send("authority", node.authorities().add(in.required("certificate")))),
                entry(
                        "DELETE /v1/authorities",
                        (in, out) -> out.send("authority", node.authorities().remove(in.required("fingerprint")))),
                entry("POST /v1/pairings", (in, out) -> out.send("pairing", node.pair(in.parameter("to")))),
                entry(
                        "PUT /v1/pairings",
                        (in, out) -> out.send("pairing", node.judgePairing(in.required("digits"), in.flag("same")))),
                entry("GET /v1/pins", (in, out) -> node.pins().forEach(each -> out.send("pin", each))),
                entry("DELETE /v1/pins", (in, out) -> out.send("pin", node.unpair(in.required("node")))),
                entry(
                        "POST /v1/escrow",
                        (in, out) -> node.escrow(in.required("owner")).forEach(each -> out.send("escrow", each))));
    }

    /** What Holdfast is made of. */
    private static Map<String, Route> plugins(NodeControl node) {
        return Map.ofEntries(
                entry("GET /v1/plugins", (in, out) -> node.plugins().list().forEach(each -> out.send("plugin", each))),
                entry("PUT /v1/plugins", (in, out) -> prefer(node, in, out)),
                entry(
                        "POST /v1/plugins",
                        (in, out) -> out.send("installed", node.plugins().install(in.required("file")))),
                entry(
                        "DELETE /v1/plugins",
                        (in, out) -> out.send("installed", node.plugins().remove(in.required("name")))),
                entry(
                        "POST /v1/publishers",
                        (in, out) -> out.send(
                                "publisher", node.plugins().trust(in.required("certificate"), in.flag("revoked")))),
                entry(
                        "GET /v1/plugin-status",
                        (in, out) -> status(out, node.plugins().status())),
                entry(
                        "POST /v1/plugin-rollback",
                        (in, out) -> status(out, node.plugins().rollBack())),
                entry("POST /v1/recode", (in, out) -> recode(node, in, out)),
                entry("PUT /v1/recode", (in, out) -> status(out, node.plugins().pauseRecode(in.flag("paused")))),
                entry(
                        "DELETE /v1/recode",
                        (in, out) -> status(out, node.plugins().cancelRecode())));
    }

    /** The node itself. */
    private static Map<String, Route> node(NodeControl node) {
        return Map.ofEntries(
                entry("GET /v1/config", (in, out) -> node.config().forEach(each -> out.send("config", each))),
                entry("PUT /v1/config", (in, out) -> configure(node, in, out)),
                entry("GET /v1/events", (in, out) -> events(node, in, out)),
                entry("POST /v1/stop", (in, out) -> node.stop()));
    }

    /** Method and path of every call. */
    Set<String> names() {
        return routes.keySet();
    }

    /** @throws HoldfastException USAGE if there is no such call */
    Route find(String route) {
        return Optional.ofNullable(routes.get(route))
                .orElseThrow(() -> new HoldfastException(
                        ErrorCode.USAGE, route, "The control API has no '" + route + "'. See docs/control-api.md."));
    }

    private static void backup(NodeControl node, Request in, Answer out) {
        out.send("snapshot", node.backup(in.flag("wait"), each -> out.send("progress", each)));
    }

    private static void list(NodeControl node, Request in, Answer out) {
        node.list(
                in.parameter("snapshot").orElse("latest"),
                in.parameter("path").orElse("/"),
                in.flag("recursive"),
                each -> out.send("entry", each));
    }

    private static void prefer(NodeControl node, Request in, Answer out) {
        ProviderBody body = provider(in);
        out.send("plugin", node.plugins().prefer(body.role(), body.id()));
    }

    private static void recode(NodeControl node, Request in, Answer out) {
        ProviderBody body = provider(in);
        status(out, node.plugins().recode(body.role(), body.id()));
    }

    private static void status(Answer out, PluginStatusReport report) {
        out.send("plugin_status", report);
    }

    private static ProviderBody provider(Request in) {
        ProviderBody body = in.as(ProviderBody.class);
        if (body.role() == null || body.id() == null) {
            throw new HoldfastException(ErrorCode.USAGE, "provider", "A provider is named by 'role' and 'id'.");
        }
        return body;
    }

    private static void say(NodeControl node, Request in, Answer out) {
        MemberBody body = in.as(MemberBody.class);
        if (body.node() == null || body.status() == null) {
            throw new HoldfastException(ErrorCode.USAGE, "member", "A member needs both 'node' and 'status'.");
        }
        out.send("member", node.say(body.node(), body.status()));
    }

    private static void configure(NodeControl node, Request in, Answer out) {
        ConfigBody body = in.as(ConfigBody.class);
        if (body.key() == null || body.value() == null) {
            throw new HoldfastException(ErrorCode.USAGE, "config", "A setting needs both 'key' and 'value'.");
        }
        out.send("config", node.configure(body.key(), body.value()));
    }

    private static void events(NodeControl node, Request in, Answer out) {
        node.events(number(in.parameter("after").orElse("0")), in.flag("follow"), each -> out.send("event", each));
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new HoldfastException(ErrorCode.USAGE, "after", "'" + text + "' is not a number.", e);
        }
    }
}
