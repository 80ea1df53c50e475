// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.jdk.internal;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Objects;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import org.holdfast.model.Formats;
import org.holdfast.spi.crypto.Opener;

/**
 * AES-256-GCM, opening. In one call, not in pieces: until it has seen the tag the JDK gives out nothing and keeps a
 * copy of every piece.
 */
public final class GcmOpener implements Opener {
    private final PieceCipher cipher;

    public GcmOpener(byte[] key) {
        cipher = new PieceCipher(Formats.AES_256_GCM_V1, GcmSealer.TRANSFORMATION, key);
    }

    @Override
    public int open(byte[] nonce, byte[] aad, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        Objects.checkFromIndexSize(inOffset, length, in.length);
        int plain = length - GcmSealer.TAG_LENGTH;
        Objects.checkFromIndexSize(outOffset, Math.max(0, plain), out.length);
        cipher.start(Cipher.DECRYPT_MODE, GcmSealer.parameters(nonce));
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
