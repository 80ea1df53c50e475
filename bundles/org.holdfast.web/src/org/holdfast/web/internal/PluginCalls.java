// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import static org.holdfast.web.internal.Call.custodian;
import static org.holdfast.web.internal.Call.viewer;

import java.util.List;
import java.util.stream.Stream;
import org.holdfast.node.control.NodeControl;
import org.holdfast.web.internal.Shapes.ProviderBody;

/** What Holdfast is made of. */
final class PluginCalls {
    private PluginCalls() {}

    static List<Call> of(NodeControl node) {
        return Stream.of(plugins(node), background(node)).flatMap(List::stream).toList();
    }

    private static List<Call> plugins(NodeControl node) {
        return List.of(
                viewer("GET /v1/plugins", "All providers")
                        .answers("plugin")
                        .by((in, out) -> node.plugins().list().forEach(each -> out.send("plugin", each))),
                custodian("PUT /v1/plugins", "Writes new data with a provider from now on")
                        .body("provider request")
                        .answers("plugin")
                        .by((in, out) -> {
                            ProviderBody body = provider(in);
                            out.send("plugin", node.plugins().prefer(body.role(), body.id()));
                        }),
                custodian("POST /v1/plugins", "Installs a signed jar")
                        .needs("file", "its absolute path on the node's machine")
                        .answers("installed")
                        .by((in, out) -> out.send("installed", node.plugins().install(in.required("file")))),
                custodian("DELETE /v1/plugins", "Removes a plug-in")
                        .needs("name", "its symbolic name")
                        .answers("installed")
                        .by((in, out) -> out.send("installed", node.plugins().remove(in.required("name")))),
                custodian("POST /v1/publishers", "Trusts a publisher of plug-ins, or revokes it")
                        .needs("certificate", "absolute path of a PEM file on the node's machine")
                        .takes("revoked", "true: its plug-ins are taken no more")
                        .answers("publisher")
                        .by((in, out) -> out.send(
                                "publisher", node.plugins().trust(in.required("certificate"), in.flag("revoked")))));
    }

    private static List<Call> background(NodeControl node) {
        return List.of(
                viewer("GET /v1/plugin-status", "What goes on with plug-ins")
                        .answers("plugin_status")
                        .by((in, out) ->
                                out.send("plugin_status", node.plugins().status())),
                custodian("POST /v1/plugin-rollback", "Brings back what there was before the last change")
                        .answers("plugin_status")
                        .by((in, out) ->
                                out.send("plugin_status", node.plugins().rollBack())),
                custodian("POST /v1/recode", "Writes anew what is stored in a format")
                        .body("provider request")
                        .answers("plugin_status")
                        .by((in, out) -> {
                            ProviderBody body = provider(in);
                            out.send("plugin_status", node.plugins().recode(body.role(), body.id()));
                        }),
                custodian("PUT /v1/recode", "Lets that rest, or go on")
                        .takes("paused", "true or false (false)")
                        .answers("plugin_status")
                        .by((in, out) ->
                                out.send("plugin_status", node.plugins().pauseRecode(in.flag("paused")))),
                custodian("DELETE /v1/recode", "Ends that where it is")
                        .answers("plugin_status")
                        .by((in, out) ->
                                out.send("plugin_status", node.plugins().cancelRecode())));
    }

    private static ProviderBody provider(Request in) {
        ProviderBody body = in.as(ProviderBody.class);
        Words.needed(body.role(), "role", "A provider");
        Words.needed(body.id(), "id", "A provider");
        return body;
    }
}
