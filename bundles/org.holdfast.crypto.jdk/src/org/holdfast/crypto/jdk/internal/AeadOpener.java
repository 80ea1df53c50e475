// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.jdk.internal;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Objects;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import org.holdfast.spi.crypto.Opener;

/**
 * A cipher with a tag, opening. In one call, not in pieces: until it has seen the tag the JDK gives out nothing and
 * keeps a copy of every piece.
 */
public final class AeadOpener implements Opener {
    private final Aead aead;
    private final PieceCipher cipher;

    public AeadOpener(Aead aead, byte[] key) {
        this.aead = aead;
        this.cipher = aead.cipher(key);
    }

    @Override
    public int open(byte[] nonce, byte[] aad, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        Objects.checkFromIndexSize(inOffset, length, in.length);
        int plain = length - Aead.TAG_LENGTH;
        Objects.checkFromIndexSize(outOffset, Math.max(0, plain), out.length);
        PieceCipher.checkNonce(nonce);
        cipher.start(Cipher.DECRYPT_MODE, aead.parameters(nonce));
        cipher.additionalData(aad);
        try {
            return plain < 0 ? FORGED : cipher.runAtOnce(in, inOffset, length, out, outOffset);
        } catch (AEADBadTagException e) {
            Arrays.fill(out, outOffset, outOffset + plain, (byte) 0);
            return FORGED;
        } catch (GeneralSecurityException e) {
            throw cipher.failed("opening failed", e);
        }
    }
}
