// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.bouncycastle.internal;

import java.util.Objects;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.holdfast.spi.crypto.Sealer;

/** A cipher with a tag, sealing. */
public final class AeadSealer implements Sealer {
    private final AeadMessage message;

    public AeadSealer(Aead aead, byte[] key) {
        message = new AeadMessage(aead, key);
    }

    @Override
    public int seal(byte[] nonce, byte[] aad, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        Objects.checkFromIndexSize(inOffset, length, in.length);
        Objects.checkFromIndexSize(outOffset, Math.addExact(length, Aead.TAG_LENGTH), out.length);
        message.start(true, nonce, aad);
        try {
            return message.run(in, inOffset, length, out, outOffset);
        } catch (InvalidCipherTextException e) {
            throw message.failed("sealing failed", e);
        }
    }
}
