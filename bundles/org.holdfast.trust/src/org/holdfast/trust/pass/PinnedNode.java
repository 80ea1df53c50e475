// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust.pass;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Believes one certificate, by its bytes: no authority, no name, no date. The handshake proves that the node has its key. */
final class PinnedNode extends X509ExtendedTrustManager {
    private final X509Certificate expected;
    private volatile boolean metAnother;
    private volatile boolean met;

    PinnedNode(X509Certificate expected) {
        this.expected = expected;
    }

    /** Whether the node has shown the expected one. */
    boolean met() {
        return met;
    }

    /** Whether somebody has shown another one. */
    boolean metAnother() {
        return metAnother;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        if (chain.length == 0 || !chain[0].equals(expected)) {
            metAnother = true;
            throw new CertificateException("not the certificate of the node that the pass is for");
        }
        met = true;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
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
        throw listening();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw listening();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw listening();
    }

    private static CertificateException listening() {
        return new CertificateException("this side only calls");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
