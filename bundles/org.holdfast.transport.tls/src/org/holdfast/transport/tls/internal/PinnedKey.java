// SPDX-License-Identifier: EPL-2.0
package org.holdfast.transport.tls.internal;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.holdfast.model.DeviceKey;
import org.jspecify.annotations.Nullable;

/**
 * Trusts by key for one handshake: no authorities, no names, no dates. Being the extended kind it is asked as it is; the
 * JDK would wrap a plain trust manager in checks that a self-signed certificate cannot pass.
 */
final class PinnedKey extends X509ExtendedTrustManager {
    private final Optional<DeviceKey> expected;
    /** Written by the thread that shakes hands, read by the same after it. */
    private @Nullable DeviceKey shown;

    PinnedKey(Optional<DeviceKey> expected) {
        this.expected = expected;
    }

    Optional<DeviceKey> expected() {
        return expected;
    }

    /** The key that the peer's certificate holds; absent if none was checked, as in a resumed session. */
    Optional<DeviceKey> shown() {
        return Optional.ofNullable(shown);
    }

    /** Whether the peer showed a good certificate of another key than the expected one. */
    boolean impostor() {
        return shown != null && expected.isPresent() && !expected.get().equals(shown);
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        shown = NodeCertificate.keyOf(chain);
        if (impostor()) {
            throw new CertificateException("not the expected key");
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
