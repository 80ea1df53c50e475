// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import static org.holdfast.web.internal.Call.custodian;
import static org.holdfast.web.internal.Call.operator;
import static org.holdfast.web.internal.Call.viewer;

import java.util.List;
import org.holdfast.node.control.NodeControl;

/** Who keeps what is backed up. */
final class PartnerCalls {
    private PartnerCalls() {}

    static List<Call> of(NodeControl node) {
        return List.of(
                viewer("GET /v1/partners", "All partners, and what is agreed with them")
                        .answers("partner")
                        .by((in, out) -> node.partners().forEach(each -> out.send("partner", each))),
                viewer("GET /v1/why", "What was decided about a machine, and why")
                        .needs("node", "a name, or the beginning of an id")
                        .answers("decision")
                        .by((in, out) -> node.why(in.required("node")).forEach(each -> out.send("decision", each))),
                viewer("GET /v1/history", "What happened with another machine")
                        .needs("node", "a name, or the beginning of an id")
                        .answers("event")
                        .by((in, out) -> node.history(in.required("node")).forEach(each -> out.send("event", each))),
                viewer("GET /v1/partner-page", "The partners that a recovery sheet prints")
                        .answers("partner")
                        .by((in, out) -> node.partnerPage().forEach(each -> out.send("partner", each))),
                operator("POST /v1/audits", "Has partners prove now that they have this machine's blocks")
                        .takes("partner", "a name, or the beginning of an id (all)")
                        .answers("audit")
                        .by((in, out) -> node.audit(in.parameter("partner")).forEach(each -> out.send("audit", each))),
                operator("POST /v1/repair", "Makes anew what is missing at partners")
                        .answers("repaired")
                        .by((in, out) -> out.send("repaired", node.repair())),
                operator("POST /v1/away", "Tells partners that this machine will be away, or is back")
                        .needs("until", "a time; one that is past: it is back")
                        .answers("away")
                        .by((in, out) ->
                                node.away(Words.time(in.required("until"))).forEach(each -> out.send("away", each))),
                viewer("GET /v1/leave", "How far a planned leave is")
                        .answers("leave")
                        .by((in, out) -> out.send("leave", node.leave())),
                custodian("POST /v1/leave", "Begins a planned leave: all partners get notice")
                        .answers("leave")
                        .by((in, out) -> out.send("leave", node.beginLeave())),
                operator("DELETE /v1/leave", "The machine stays")
                        .answers("leave")
                        .by((in, out) -> out.send("leave", node.cancelLeave())));
    }
}
