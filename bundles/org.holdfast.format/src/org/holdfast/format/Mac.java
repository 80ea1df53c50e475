// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.spec.SecretKeySpec;
import org.holdfast.model.Digest;

/**
 * Keyed and unkeyed hashing: HMAC-SHA256 (RFC 2104), the two steps of HKDF (RFC 5869) and SHA-256. Stateless and
 * thread-safe.
 */
public final class Mac {
    /** Length of every MAC and hash here, in bytes. */
    public static final int BYTES = 32;

    private static final byte[] FIRST_BLOCK = {1};

    private Mac() {}

    /** HMAC-SHA256 of the parts, one after the other. */
    public static byte[] hmac(byte[] key, byte[]... parts) {
        javax.crypto.Mac mac = keyed(key);
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    /** A fresh HMAC-SHA256 under {@code key} (not empty), for input that comes in pieces. */
    public static javax.crypto.Mac keyed(byte[] key) {
        try {
            javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /** HKDF-Extract: a pseudo-random key from input keying material. */
    public static byte[] extract(byte[] salt, byte[] material) {
        return hmac(salt, material);
    }

    /** The first 32 bytes of HKDF-Expand with the label (ASCII) as info. */
    public static byte[] expand(byte[] prk, String label) {
        return expand(prk, label.getBytes(StandardCharsets.US_ASCII));
    }

    /** The first 32 bytes of HKDF-Expand: HMAC(prk, info | 0x01). */
    public static byte[] expand(byte[] prk, byte[] info) {
        return hmac(prk, info, FIRST_BLOCK);
    }

    /** SHA-256 of the parts, one after the other. */
    public static Digest sha256(byte[]... parts) {
        MessageDigest digest = sha256();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return Digest.of(digest.digest());
    }

    /** A fresh SHA-256, for input that comes in pieces. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Whether both are equal, in a time that depends on their lengths only. */
    public static boolean same(byte[] one, byte[] other) {
        return MessageDigest.isEqual(one, other);
    }
}
