// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.jdk.internal;

import java.security.GeneralSecurityException;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.holdfast.model.Formats;
import org.holdfast.spi.crypto.Sealer;

/** AES-256-GCM, sealing. */
public final class GcmSealer implements Sealer {
    public static final int TAG_LENGTH = 16;
    static final String TRANSFORMATION = "AES/GCM/NoPadding";

    private final PieceCipher cipher;

    public GcmSealer(byte[] key) {
        cipher = new PieceCipher(Formats.AES_256_GCM_V1, TRANSFORMATION, key);
    }

    @Override
    public int seal(byte[] nonce, byte[] aad, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        Objects.checkFromIndexSize(inOffset, length, in.length);
        Objects.checkFromIndexSize(outOffset, Math.addExact(length, TAG_LENGTH), out.length);
        cipher.start(Cipher.ENCRYPT_MODE, parameters(nonce));
        cipher.additionalData(aad);
        try {
            return cipher.run(in, inOffset, length, out, outOffset);
        } catch (GeneralSecurityException e) {
            throw cipher.failed("sealing failed", e);
        }
    }

    static GCMParameterSpec parameters(byte[] nonce) {
        PieceCipher.checkNonce(nonce);
        return new GCMParameterSpec(Byte.SIZE * TAG_LENGTH, nonce);
    }
}
