// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.jdk.internal;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import org.holdfast.model.Formats;
import org.holdfast.spi.crypto.Opener;
import org.holdfast.spi.crypto.Sealer;

/** AES-256-CTR; sealing and opening are the same. The counter of a message of 2^31 bytes stays below 2^28. */
public final class CtrCipher implements Sealer, Opener {
    private static final int BLOCK = 16;

    private final PieceCipher cipher;

    public CtrCipher(byte[] key) {
        cipher = new PieceCipher(Formats.AES_256_CTR_V1, "AES", "AES/CTR/NoPadding", key);
    }

    @Override
    public int seal(byte[] nonce, byte[] aad, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        PieceCipher.checkNonce(nonce);
        if (aad.length != 0) {
            throw new IllegalArgumentException(
                    Formats.AES_256_CTR_V1 + " has no tag and so cannot authenticate additional data");
        }
        return run(Arrays.copyOf(nonce, BLOCK), in, inOffset, length, out, outOffset);
    }

    @Override
    public int open(byte[] nonce, byte[] aad, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        return seal(nonce, aad, in, inOffset, length, out, outOffset);
    }

    /** Adds the key stream that begins with the block {@code counter}. */
    int run(byte[] counter, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        Objects.checkFromIndexSize(inOffset, length, in.length);
        Objects.checkFromIndexSize(outOffset, length, out.length);
        cipher.start(Cipher.ENCRYPT_MODE, new IvParameterSpec(counter));
        try {
            return cipher.run(in, inOffset, length, out, outOffset);
        } catch (GeneralSecurityException e) {
            throw cipher.failed("the key stream broke off", e);
        }
    }
}
