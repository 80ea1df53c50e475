// SPDX-License-Identifier: EPL-2.0
package org.holdfast.audit.aggregate.internal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** AES_K2(i): what hides the polynomial of each piece of one block. For one thread. */
final class Masks {
    private final Cipher cipher;

    /** @param blockKey K2, 32 bytes */
    Masks(byte[] blockKey) {
        try {
            cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(blockKey, "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-256", e);
        }
    }

    /** The masks of {@code count} pieces from {@code first} on, 16 bytes each. */
    byte[] of(int first, int count) {
        ByteBuffer numbers = ByteBuffer.allocate(count * Polynomial.ELEMENT);
        for (int i = 0; i < count; i++) {
            numbers.putLong(0).putLong(first + (long) i);
        }
        try {
            return cipher.doFinal(numbers.array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("encryption does not fail", e);
        }
    }
}
