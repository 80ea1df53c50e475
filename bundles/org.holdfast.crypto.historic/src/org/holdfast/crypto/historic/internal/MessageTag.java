// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.historic.internal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The tag behind a message: HMAC (RFC 2104) over nonce | aad length u64 | aad | body length u64 | body, cut to 16 bytes.
 * With the lengths in front of what they count no two messages are the same string.
 */
public final class MessageTag {
    public static final int LENGTH = 16;

    /** The hash in the HMAC, by the JDK's name, and the length of its key in bytes. */
    public enum Hash {
        MD5("HmacMD5", 16),
        SHA_256("HmacSHA256", 32);

        private final String algorithm;
        private final int keyLength;

        Hash(String algorithm, int keyLength) {
            this.algorithm = algorithm;
            this.keyLength = keyLength;
        }

        /** HMAC with this hash under a key of any length. */
        Mac hmac(byte[] key) throws GeneralSecurityException {
            Mac hmac = Mac.getInstance(algorithm);
            hmac.init(new SecretKeySpec(key, algorithm));
            return hmac;
        }
    }

    private final Mac hmac;

    public MessageTag(Hash hash, Expand keys) {
        byte[] key = Arrays.copyOf(keys.expand("/mac", new byte[0]), hash.keyLength);
        try {
            hmac = hash.hmac(key);
        } catch (GeneralSecurityException e) {
            throw Expand.failed(keys.id(), "this Java has no " + hash.algorithm, e);
        }
    }

    byte[] of(byte[] nonce, byte[] aad, byte[] body, int offset, int length) {
        hmac.update(nonce);
        hmac.update(u64(aad.length));
        hmac.update(aad);
        hmac.update(u64(length));
        hmac.update(body, offset, length);
        return Arrays.copyOf(hmac.doFinal(), LENGTH);
    }

    private static byte[] u64(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }
}
