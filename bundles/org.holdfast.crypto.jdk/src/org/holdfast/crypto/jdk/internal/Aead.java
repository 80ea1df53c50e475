// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.jdk.internal;

import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import org.holdfast.model.FormatId;
import org.holdfast.model.Formats;

/** The ciphers with a tag that the JDK has; they differ in names and in how a nonce is handed over, and in speed. */
public enum Aead {
    AES_GCM(Formats.AES_256_GCM_V1, "AES", "AES/GCM/NoPadding") {
        @Override
        AlgorithmParameterSpec parameters(byte[] nonce) {
            return new GCMParameterSpec(Byte.SIZE * TAG_LENGTH, nonce);
        }
    },
    CHACHA20_POLY1305(Formats.CHACHA20_POLY1305_V1, "ChaCha20", "ChaCha20-Poly1305") {
        @Override
        AlgorithmParameterSpec parameters(byte[] nonce) {
            return new IvParameterSpec(nonce);
        }
    };

    public static final int TAG_LENGTH = 16;

    private final FormatId id;
    private final String keyAlgorithm;
    private final String transformation;

    Aead(FormatId id, String keyAlgorithm, String transformation) {
        this.id = id;
        this.keyAlgorithm = keyAlgorithm;
        this.transformation = transformation;
    }

    PieceCipher cipher(byte[] key) {
        return new PieceCipher(id, keyAlgorithm, transformation, key);
    }

    /** @param nonce of {@link PieceCipher#NONCE_LENGTH} bytes */
    abstract AlgorithmParameterSpec parameters(byte[] nonce);
}
