// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.jdk.internal;

import java.security.GeneralSecurityException;
import java.util.Objects;
import javax.crypto.Cipher;
import org.holdfast.spi.crypto.Sealer;

/** A cipher with a tag, sealing. */
public final class AeadSealer implements Sealer {
    private final Aead aead;
    private final PieceCipher cipher;

    public AeadSealer(Aead aead, byte[] key) {
        this.aead = aead;
        this.cipher = aead.cipher(key);
    }

    @Override
    public int seal(byte[] nonce, byte[] aad, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        Objects.checkFromIndexSize(inOffset, length, in.length);
        Objects.checkFromIndexSize(outOffset, Math.addExact(length, Aead.TAG_LENGTH), out.length);
        PieceCipher.checkNonce(nonce);
        cipher.start(Cipher.ENCRYPT_MODE, aead.parameters(nonce));
        cipher.additionalData(aad);
        try {
            return cipher.run(in, inOffset, length, out, outOffset);
        } catch (GeneralSecurityException e) {
            throw cipher.failed("sealing failed", e);
        }
    }
}
