// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import static org.holdfast.web.internal.Call.custodian;
import static org.holdfast.web.internal.Call.viewer;

import java.util.List;
import java.util.stream.Stream;
import org.holdfast.node.control.InviteRequest;
import org.holdfast.node.control.NodeControl;
import org.holdfast.web.internal.Shapes.MemberBody;

/** Who is in the confederation, and who decides that. */
final class MemberCalls {
    private MemberCalls() {}

    static List<Call> of(NodeControl node) {
        return Stream.of(members(node), admins(node), pairings(node))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Call> members(NodeControl node) {
        return List.of(
                custodian("POST /v1/invites", "Makes a join code")
                        .body("invite request")
                        .answers("invite")
                        .by((in, out) -> out.send("invite", node.invite(in.as(InviteRequest.class)))),
                viewer("GET /v1/members", "Everybody on the roster")
                        .answers("member")
                        .by((in, out) -> node.members().forEach(each -> out.send("member", each))),
                custodian("PUT /v1/members", "Says of a member that it is active, suspended or revoked")
                        .body("member request")
                        .answers("member")
                        .by((in, out) -> say(node, in, out)),
                custodian("POST /v1/escrow", "The escrow boxes of a member that others keep")
                        .needs("owner", "a name, or the beginning of an id")
                        .answers("escrow")
                        .by((in, out) -> node.escrow(in.required("owner")).forEach(each -> out.send("escrow", each))));
    }

    private static List<Call> admins(NodeControl node) {
        return List.of(
                viewer("GET /v1/admins", "Who may sign the roster")
                        .answers("admin")
                        .by((in, out) -> node.admins().list().forEach(each -> out.send("admin", each))),
                custodian("POST /v1/admins", "Makes a member an admin")
                        .needs("node", "a name, or the beginning of an id")
                        .answers("admin")
                        .by((in, out) -> out.send("admin", node.admins().add(in.required("node")))),
                custodian("DELETE /v1/admins", "Takes an admin's key off the roster")
                        .needs("node", "a name, or the beginning of an id or key")
                        .answers("admin")
                        .by((in, out) -> out.send("admin", node.admins().remove(in.required("node")))),
                viewer("GET /v1/authorities", "The organisation's CAs")
                        .answers("authority")
                        .by((in, out) -> node.authorities().list().forEach(each -> out.send("authority", each))),
                custodian("POST /v1/authorities", "Puts a CA on the roster")
                        .needs("certificate", "path of a file that the node can read")
                        .answers("authority")
                        .by((in, out) ->
                                out.send("authority", node.authorities().add(in.required("certificate")))),
                custodian("DELETE /v1/authorities", "Takes a CA off the roster")
                        .needs("fingerprint", "at least its first 8 digits")
                        .answers("authority")
                        .by((in, out) ->
                                out.send("authority", node.authorities().remove(in.required("fingerprint")))));
    }

    private static List<Call> pairings(NodeControl node) {
        return List.of(
                custodian("POST /v1/pairings", "Pairs with another machine: waits for digits to compare")
                        .takes("to", "a name, the beginning of an id, or HOST[:PORT]; without it waits to be asked")
                        .answers("pairing")
                        .by((in, out) -> out.send("pairing", node.pair(in.parameter("to")))),
                custodian("PUT /v1/pairings", "What the person says of the digits")
                        .needs("digits", "those that were shown")
                        .takes("same", "true: both sides show the same")
                        .answers("pairing")
                        .by((in, out) ->
                                out.send("pairing", node.judgePairing(in.required("digits"), in.flag("same")))),
                viewer("GET /v1/pins", "Who is paired, was, or was heard")
                        .answers("pin")
                        .by((in, out) -> node.pins().forEach(each -> out.send("pin", each))),
                custodian("DELETE /v1/pins", "Takes a pairing back")
                        .needs("node", "a name, or the beginning of an id")
                        .answers("pin")
                        .by((in, out) -> out.send("pin", node.unpair(in.required("node")))));
    }

    private static void say(NodeControl node, Request in, Out out) {
        MemberBody body = in.as(MemberBody.class);
        String member = Words.needed(body.node(), "node", "A member");
        String status = Words.needed(body.status(), "status", "A member");
        out.send("member", node.say(member, status));
    }
}
