// SPDX-License-Identifier: EPL-2.0
package org.holdfast.plugins.internal;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/** What a certificate is called: by its bytes, and by people. */
public final class CertificateName {
    private static final String COMMON_NAME = "CN=";

    private CertificateName() {}

    /** SHA-256 of its DER. */
    public static Digest fingerprint(X509Certificate certificate) {
        try {
            return Digest.of(sha256().digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new HoldfastException(
                    ErrorCode.INTERNAL, "certificate", "a certificate that was read cannot be written", e);
        }
    }

    /** The name that this project's own certificates have, without {@code CN=}; the whole subject of others. */
    public static String of(X509Certificate certificate) {
        String subject = certificate.getSubjectX500Principal().getName();
        boolean plain = subject.startsWith(COMMON_NAME) && !subject.matches(".*[,+\\\\#].*");
        return plain ? subject.substring(COMMON_NAME.length()) : subject;
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new HoldfastException(ErrorCode.INTERNAL, "SHA-256", "this Java has no SHA-256", e);
        }
    }
}
