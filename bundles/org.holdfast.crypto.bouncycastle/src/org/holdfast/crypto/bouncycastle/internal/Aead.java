// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.bouncycastle.internal;

import java.util.function.Supplier;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.SerpentEngine;
import org.bouncycastle.crypto.modes.AEADCipher;
import org.bouncycastle.crypto.modes.ChaCha20Poly1305;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.holdfast.model.FormatId;
import org.holdfast.model.Formats;

/** The ciphers with a tag. */
public enum Aead {
    AES_GCM(Formats.AES_256_GCM_V1, () -> GCMBlockCipher.newInstance(AESEngine.newInstance())),
    CHACHA20_POLY1305(Formats.CHACHA20_POLY1305_V1, ChaCha20Poly1305::new),
    SERPENT_GCM(Formats.SERPENT_256_GCM_V1, () -> GCMBlockCipher.newInstance(new SerpentEngine()));

    public static final int KEY_LENGTH = 32;
    public static final int TAG_LENGTH = 16;
    private static final int NONCE_LENGTH = 12;

    final FormatId id;
    final Supplier<AEADCipher> maker;

    Aead(FormatId id, Supplier<AEADCipher> maker) {
        this.id = id;
        this.maker = maker;
    }

    static byte[] checkKey(FormatId id, byte[] key) {
        if (key.length != KEY_LENGTH) {
            throw new IllegalArgumentException("a key of " + id + " has " + KEY_LENGTH + " bytes, not " + key.length);
        }
        return key;
    }

    static void checkNonce(byte[] nonce) {
        if (nonce.length != NONCE_LENGTH) {
            throw new IllegalArgumentException("a nonce has " + NONCE_LENGTH + " bytes, not " + nonce.length);
        }
    }
}
