// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import static org.holdfast.web.internal.Call.viewer;

import java.util.List;
import java.util.function.Supplier;
import org.holdfast.node.control.InspectionControl;

/** How the node is, for those who watch it. */
final class InspectionCalls {
    private static final String EXPOSITION = "text/plain; version=0.0.4; charset=utf-8";

    private InspectionCalls() {}

    static List<Call> of(Supplier<InspectionControl> node) {
        return List.of(
                viewer("GET /v1/health", "How each part is, with what was found and how to mend it")
                        .answers("check")
                        .by((in, out) -> node.get().checks().forEach(each -> out.send("check", each))),
                viewer("GET /v1/settings", "What each setting means and takes")
                        .answers("setting")
                        .by((in, out) -> node.get().settings().forEach(each -> out.send("setting", each))),
                viewer("GET /metrics", "Figures in Prometheus' text format")
                        .answersDocument(EXPOSITION)
                        .by((in, out) -> out.document(
                                EXPOSITION, Exposition.of(node.get().metrics()))));
    }
}
