// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import static org.holdfast.web.internal.Call.operator;
import static org.holdfast.web.internal.Call.viewer;

import java.util.List;
import org.holdfast.node.control.NodeControl;
import org.holdfast.node.control.SourceReport;
import org.holdfast.node.control.SourceRequest;

/** Which trees are backed up. */
final class SourceCalls {
    private SourceCalls() {}

    static List<Call> of(NodeControl node) {
        return List.of(
                viewer("GET /v1/sources", "What is backed up")
                        .answers("source")
                        .by((in, out) -> node.sources().forEach(each -> send(each, in, out))),
                operator(
                                "POST /v1/sources",
                                "Adds a source, or puts it in place of the one of the same path; with hooks, or in place of"
                                        + " one that has some, it takes a custodian")
                        .body("source request")
                        .answers("source")
                        .by((in, out) -> add(node, in, out)),
                operator("PUT /v1/sources", "Says when a source is backed up")
                        .needs("path", "of the source")
                        .needs("schedule", "as in docs/schedules.md, or default")
                        .answers("source")
                        .by((in, out) -> send(node.scheduleSource(path(in), in.required("schedule")), in, out)),
                operator("DELETE /v1/sources", "Backs a source up no more; one that has hooks takes a custodian")
                        .needs("path", "of the source")
                        .by((in, out) -> remove(node, in)));
    }

    private static String path(Request in) {
        return Words.path("path", in.required("path"));
    }

    private static void send(SourceReport source, Request in, Out out) {
        out.send("source", HookGuard.shown(in.caller(), source));
    }

    private static void add(NodeControl node, Request in, Out out) {
        SourceRequest wanted = in.as(SourceRequest.class);
        Words.path("path", Words.needed(wanted.path(), "path", "A source"));
        HookGuard.requireMayName(in.caller(), wanted);
        node.source(wanted.path()).ifPresent(present -> HookGuard.requireMayChange(in.caller(), present, "replacing"));
        send(node.addSource(wanted), in, out);
    }

    private static void remove(NodeControl node, Request in) {
        String path = path(in);
        node.source(path).ifPresent(present -> HookGuard.requireMayChange(in.caller(), present, "removing"));
        node.removeSource(path);
    }
}
