// SPDX-License-Identifier: EPL-2.0
package org.holdfast.transport.tls.internal;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.NodeAddress;

/**
 * Turns a connected socket into a link: TLS 1.3, Ed25519 both ways, then a welcome.
 *
 * <p><b>No resumption.</b> A resumed session (RFC 8446 section 2.2) shows no certificate, so it would pass by the check of
 * the key. Each handshake therefore has an {@link SSLContext} of its own: a client has no ticket to offer, and no ticket
 * that anybody offers can be opened, since the keys of tickets belong to the context that made them. A session time above
 * seven days moreover keeps the JDK from sending tickets or accepting any (RFC 8446 section 4.6.1 allows no longer life).
 * {@code -Djdk.tls.server.newSessionTicketCount=0} says the same to the whole JVM and is not needed here. And a handshake
 * in which no certificate was checked is refused.
 *
 * <p><b>Welcome.</b> In TLS 1.3 the dialler is done before the acceptor has seen the dialler's certificate. So the
 * acceptor's first four bytes are a welcome, and dialling ends with it: a refusal is an error of dialling and not of some
 * later read.
 */
final class Handshake {
    /** "HFL1": Holdfast link, first framing. */
    static final int WELCOME = 0x48464C31;

    private static final String EXPORTER = "EXPORTER-holdfast-v1";
    private static final int SEVEN_DAYS_AND_MORE = 7 * 24 * 3600 + 1;
    private final KeyManager[] own;
    private final TlsLimits limits;
    private final Deadlines deadlines;

    Handshake(OwnCertificate own, TlsLimits limits, Deadlines deadlines) {
        this.own = new KeyManager[] {own};
        this.limits = limits;
        this.deadlines = deadlines;
    }

    /** As the side that was dialled. The caller bounds the time. */
    TlsLink accept(LinkSocket plain, NodeAddress peer) throws IOException {
        PinnedKey pin = new PinnedKey(Optional.empty());
        SSLSocket tls = layer(plain, pin, false);
        DeviceKey key = shake(tls, pin, peer);
        TlsLink link = link(plain, tls, key, peer);
        link.welcome();
        return link;
    }

    /** As the side that dialled. The caller bounds the time. */
    TlsLink dial(LinkSocket plain, NodeAddress peer, Optional<DeviceKey> expected) throws IOException {
        PinnedKey pin = new PinnedKey(expected);
        SSLSocket tls = layer(plain, pin, true);
        DeviceKey key = shake(tls, pin, peer);
        int welcome = new DataInputStream(tls.getInputStream()).readInt();
        if (welcome != WELCOME) {
            throw Failures.misbehaved(peer, "it greets with other bytes than a node does", null);
        }
        return link(plain, tls, key, peer);
    }

    private SSLSocket layer(Socket plain, PinnedKey pin, boolean client) throws IOException {
        SSLSocket tls = (SSLSocket) context(pin).getSocketFactory().createSocket(plain, null, plain.getPort(), true);
        tls.setUseClientMode(client);
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3"});
        // Blocks are ciphertext already; AES-128 is enough for what is left to hide and is the fastest (network.md).
        parameters.setCipherSuites(
                new String[] {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"});
        parameters.setUseCipherSuitesOrder(true);
        parameters.setSignatureSchemes(new String[] {"ed25519"});
        parameters.setServerNames(List.of());
        parameters.setNeedClientAuth(true);
        tls.setSSLParameters(parameters);
        return tls;
    }

    private SSLContext context(PinnedKey pin) {
        try {
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(own, new TrustManager[] {pin}, null);
            context.getServerSessionContext().setSessionTimeout(SEVEN_DAYS_AND_MORE);
            context.getClientSessionContext().setSessionTimeout(SEVEN_DAYS_AND_MORE);
            return context;
        } catch (GeneralSecurityException e) {
            throw new HoldfastException(ErrorCode.INTERNAL, "TLS", "this JDK cannot do TLS 1.3", e);
        }
    }

    private static DeviceKey shake(SSLSocket tls, PinnedKey pin, NodeAddress peer) throws IOException {
        try {
            tls.startHandshake();
        } catch (IOException e) {
            if (pin.impostor()) {
                throw Failures.impostor(
                        peer, pin.expected().orElseThrow(), pin.shown().orElseThrow(), e);
            }
            throw e;
        }
        return pin.shown()
                .orElseThrow(() -> Failures.misbehaved(peer, "it resumed a session without showing its key", null));
    }

    private TlsLink link(LinkSocket plain, SSLSocket tls, DeviceKey key, NodeAddress peer) throws IOException {
        ExtendedSSLSession session = (ExtendedSSLSession) tls.getSession();
        byte[] binding = session.exportKeyingMaterialData(EXPORTER, null, 32);
        return new TlsLink(plain, tls, new TlsLink.Peer(key, peer, binding), limits, deadlines);
    }
}
