// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.bouncycastle.internal;

import java.util.Objects;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.CTRModeCipher;
import org.bouncycastle.crypto.modes.SICBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.holdfast.model.Formats;
import org.holdfast.spi.crypto.Opener;
import org.holdfast.spi.crypto.Sealer;

/** AES-256-CTR; sealing and opening are the same. The four bytes behind the nonce count from 0. */
public final class CtrCipher implements Sealer, Opener {
    private final KeyParameter key;
    private final CTRModeCipher cipher = SICBlockCipher.newInstance(AESEngine.newInstance());

    public CtrCipher(byte[] key) {
        this.key = new KeyParameter(Aead.checkKey(Formats.AES_256_CTR_V1, key));
    }

    @Override
    public int seal(byte[] nonce, byte[] aad, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        Aead.checkNonce(nonce);
        if (aad.length != 0) {
            throw new IllegalArgumentException(
                    Formats.AES_256_CTR_V1 + " has no tag and so cannot authenticate additional data");
        }
        Objects.checkFromIndexSize(inOffset, length, in.length);
        Objects.checkFromIndexSize(outOffset, length, out.length);
        cipher.init(true, new ParametersWithIV(key, nonce));
        return cipher.processBytes(in, inOffset, length, out, outOffset);
    }

    @Override
    public int open(byte[] nonce, byte[] aad, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        return seal(nonce, aad, in, inOffset, length, out, outOffset);
    }
}
