// SPDX-License-Identifier: EPL-2.0
package org.holdfast.audit.rsa;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.holdfast.model.Digest;

/** The rules of docs/format-audit.md word by word, with AES block by block; shares nothing with what it checks. */
final class Slow {
    private Slow() {}

    /** The first bytes of the stream of a label. */
    static byte[] stream(Digest random, String label, int length) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(random.bytes(), "HmacSHA256"));
            byte[] key = mac.doFinal((label + "\u0001").getBytes(StandardCharsets.ISO_8859_1));
            Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
            ByteBuffer out = ByteBuffer.allocate(length);
            for (long counter = 0; out.hasRemaining(); counter++) {
                byte[] block = aes.doFinal(
                        ByteBuffer.allocate(16).putLong(0).putLong(counter).array());
                out.put(block, 0, Math.min(16, out.remaining()));
            }
            return out.array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Prime number {@code i} of a key, number after number. */
    static BigInteger prime(byte[] sharedKey, int i, int bits) {
        BigInteger p = new BigInteger(1, stream(Digest.of(sharedKey), "prime" + i, bits / 8));
        for (int bit : new int[] {bits - 1, bits - 2, bits - 3, 1, 0}) {
            p = p.setBit(bit);
        }
        BigInteger small = BigInteger.ONE;
        for (int odd = 3; odd < 2000; odd += 2) {
            small = small.multiply(BigInteger.valueOf(odd));
        }
        while (!p.multiply(p.shiftRight(1)).gcd(small).equals(BigInteger.ONE)
                || !p.shiftRight(1).isProbablePrime(80)
                || !p.isProbablePrime(80)) {
            p = p.add(BigInteger.valueOf(4));
        }
        return p;
    }
}
