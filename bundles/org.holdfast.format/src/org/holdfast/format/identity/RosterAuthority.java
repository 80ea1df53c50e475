// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import org.holdfast.format.Mac;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;

/**
 * A certificate authority of the organisation: a machine with a certificate under it joins without a code. Here it is
 * bytes with a length and a hash; what stands in the certificate is judged where machines are let in.
 *
 * @param certificate the CA's X.509 certificate (DER), 1 to 2048 bytes
 */
public record RosterAuthority(Bytes certificate) {
    /** Longest certificate in bytes. */
    public static final int MAX_BYTES = 2048;

    public RosterAuthority {
        if (certificate.length() < 1 || certificate.length() > MAX_BYTES) {
            throw new IllegalArgumentException("the certificate of a CA has 1 to " + MAX_BYTES + " bytes");
        }
    }

    /** SHA-256 of the certificate. */
    public Digest fingerprint() {
        return Mac.sha256(certificate.toArray());
    }
}
