// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import static org.holdfast.web.internal.Call.custodian;
import static org.holdfast.web.internal.Call.viewer;

import java.util.List;
import org.holdfast.node.control.NodeControl;
import org.holdfast.node.control.RemoteRequest;

/** Who may call from elsewhere. */
final class AccessCalls {
    private AccessCalls() {}

    static List<Call> of(NodeControl node) {
        return List.of(
                viewer("GET /v1/remotes", "Who may call this node from elsewhere")
                        .answers("remote")
                        .by((in, out) -> node.access().remotes().forEach(each -> out.send("remote", each))),
                custodian("POST /v1/remotes", "Lets somebody in")
                        .body("remote request")
                        .answers("remote")
                        .by((in, out) -> out.send("remote", node.access().allow(wanted(in)))),
                custodian("DELETE /v1/remotes", "Lets somebody in no more; what it has running ends")
                        .needs("name", "as it was let in")
                        .answers("remote")
                        .by((in, out) -> out.send("remote", node.access().revoke(in.required("name")))),
                viewer("GET /v1/remote-door", "Where this node can be called from elsewhere, and its certificate")
                        .answers("remote_door")
                        .by((in, out) -> out.send("remote_door", node.access().door())));
    }

    private static RemoteRequest wanted(Request in) {
        RemoteRequest body = in.as(RemoteRequest.class);
        Words.needed(body.name(), "name", "Who is let in");
        Words.needed(body.role(), "role", "Who is let in");
        Words.needed(body.certificate(), "certificate", "Who is let in");
        return body;
    }
}
