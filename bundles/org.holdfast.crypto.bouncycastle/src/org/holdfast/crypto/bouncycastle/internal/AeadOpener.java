// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.bouncycastle.internal;

import java.util.Arrays;
import java.util.Objects;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.holdfast.spi.crypto.Opener;

/**
 * A cipher with a tag, opening. BouncyCastle gives plaintext out as it goes and looks at the tag last, so after a
 * forgery what it wrote is overwritten with zeros before anybody hears of it.
 */
public final class AeadOpener implements Opener {
    private final AeadMessage message;

    public AeadOpener(Aead aead, byte[] key) {
        message = new AeadMessage(aead, key);
    }

    @Override
    public int open(byte[] nonce, byte[] aad, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        Objects.checkFromIndexSize(inOffset, length, in.length);
        int plain = length - Aead.TAG_LENGTH;
        Objects.checkFromIndexSize(outOffset, Math.max(0, plain), out.length);
        message.start(false, nonce, aad);
        if (plain < 0) {
            return FORGED;
        }
        try {
            return message.run(in, inOffset, length, out, outOffset);
        } catch (InvalidCipherTextException e) {
            Arrays.fill(out, outOffset, outOffset + plain, (byte) 0);
            return FORGED;
        }
    }
}
