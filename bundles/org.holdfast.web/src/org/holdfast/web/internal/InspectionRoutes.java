// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import static java.util.Map.entry;

import java.util.Map;
import java.util.function.Supplier;
import org.holdfast.node.control.InspectionControl;
import org.holdfast.web.internal.Routes.Route;

/** How the node is, for those who watch it. */
final class InspectionRoutes {
    private static final String EXPOSITION = "text/plain; version=0.0.4; charset=utf-8";

    private InspectionRoutes() {}

    static Map<String, Route> of(Supplier<InspectionControl> node) {
        return Map.ofEntries(
                entry("GET /v1/health", (in, out) -> node.get().checks().forEach(each -> out.send("check", each))),
                entry(
                        "GET /v1/settings",
                        (in, out) -> node.get().settings().forEach(each -> out.send("setting", each))),
                entry(
                        "GET /metrics",
                        (in, out) ->
                                out.text(EXPOSITION, Exposition.of(node.get().metrics()))));
    }
}
