// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.holdfast.model.Digest;

/**
 * Numbers that R determines and nobody can foresee without it: the keystream of AES-256-CTR, counter from 0, under
 * {@link #key}(R, label). Equal arguments give equal numbers, on each side. For one thread.
 */
public final class RandomStream {
    private static final int BYTES = 8192;
    private final Cipher cipher;
    private ByteBuffer left = ByteBuffer.allocate(0);

    public RandomStream(Digest random, String label) {
        byte[] key = key(random, label);
        try {
            cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[16]));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-256-CTR", e);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** HMAC-SHA256 under R of the label in ASCII and a byte 1: 32 bytes for one use, told apart by the label. */
    public static byte[] key(Digest random, String label) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(random.bytes(), "HmacSHA256"));
            mac.update(label.getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(new byte[] {1});
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /** The next 8 bytes as a big-endian number; all 64 bits are random. */
    public long next() {
        if (!left.hasRemaining()) {
            left = ByteBuffer.wrap(cipher.update(new byte[BYTES]));
        }
        return left.getLong();
    }
}
