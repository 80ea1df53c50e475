// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.net.InetSocketAddress;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.holdfast.model.ErrorCode;

/**
 * Who may call the node, and the record of what callers changed. Every failure is a {@link
 * org.holdfast.model.HoldfastException}.
 */
public interface AccessControl {
    /** Who may call from elsewhere. */
    List<RemoteReport> remotes();

    /**
     * Lets somebody in, at once.
     *
     * @throws org.holdfast.model.HoldfastException CERTIFICATE_UNUSABLE; CONFLICT if its name or certificate is there
     *     already; USAGE if there is no such role, or the name cannot be one
     */
    RemoteReport allow(RemoteRequest request);

    /** Lets it in no more, at once: what it has running ends. @throws org.holdfast.model.HoldfastException REMOTE_UNKNOWN */
    RemoteReport revoke(String name);

    /** Where this node can be called from elsewhere. */
    RemoteDoorReport door();

    /** What the node listens with there; empty if the door is closed. May be asked once, at the start. */
    Optional<Listening> listening();

    /**
     * Where to listen, and what to show.
     *
     * @param key its owner wipes nothing: it stays in memory as long as the door is open
     */
    record Listening(InetSocketAddress address, PrivateKey key, X509Certificate certificate) {
        @Override
        public String toString() {
            return "listening on " + address;
        }
    }

    /**
     * Who shows this certificate; that it has the key, the handshake has proved.
     *
     * @param from its address
     * @throws org.holdfast.model.HoldfastException ACCESS_REFUSED if it was never let in, was revoked, or has expired
     */
    Caller admit(X509Certificate shown, String from);

    /**
     * Writes into the audit log that somebody is about to change something.
     *
     * @param call method and path
     * @param what its parameters; cut to what a line holds
     */
    void asked(Caller caller, String call, String what);

    /** Writes into the audit log that what was asked has failed, or was cancelled. */
    void failed(Caller caller, String call, ErrorCode why);

    /** The node's clock. */
    InstantSource clock();
}
