// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** What a node shows to those who call it from elsewhere; they pin the certificate. {@code toString} does not show the key. */
public record RemoteKey(PrivateKey key, X509Certificate certificate) {
    @Override
    public String toString() {
        return "remote key of " + certificate.getSubjectX500Principal().getName();
    }
}
