// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.historic.internal;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A cipher that adds a key stream: a block cipher that counts, or RC4. Begun anew for each message. */
final class KeyStream {
    /** Which one, by its names in the JDK; {@code block} is the length of a counter, 0 when there is none. */
    enum Kind {
        DES("DES", "DES/CTR/NoPadding", 8, 8),
        DES_EDE("DESede", "DESede/CTR/NoPadding", 24, 8),
        RC4("ARCFOUR", "ARCFOUR", 16, 0),
        AES("AES", "AES/CTR/NoPadding", 32, 16);

        private final String keyAlgorithm;
        private final String transformation;
        final int keyLength;
        final int block;

        Kind(String keyAlgorithm, String transformation, int keyLength, int block) {
            this.keyAlgorithm = keyAlgorithm;
            this.transformation = transformation;
            this.keyLength = keyLength;
            this.block = block;
        }
    }

    /** The JDK's ciphers are slow when they get much at once; see the JDK's provider. */
    private static final int PIECE = 16 * 1024;

    private final Kind kind;
    private final Cipher cipher;

    KeyStream(Kind kind) throws GeneralSecurityException {
        this.kind = kind;
        this.cipher = Cipher.getInstance(kind.transformation);
    }

    /** @param counter the first counter block; not looked at by a cipher without one */
    void start(byte[] key, byte[] counter) throws GeneralSecurityException {
        var secret = new SecretKeySpec(key, kind.keyAlgorithm);
        if (kind.block == 0) {
            cipher.init(Cipher.ENCRYPT_MODE, secret);
        } else {
            cipher.init(Cipher.ENCRYPT_MODE, secret, new IvParameterSpec(counter));
        }
    }

    /** Passes a whole message through; may work in place. */
    void run(byte[] in, int inOffset, int length, byte[] out, int outOffset) throws GeneralSecurityException {
        int done = 0;
        while (length - done > PIECE) {
            cipher.update(in, inOffset + done, PIECE, out, outOffset + done);
            done += PIECE;
        }
        cipher.doFinal(in, inOffset + done, length - done, out, outOffset + done);
    }
}
