// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format;

import org.holdfast.model.FormatId;
import org.holdfast.model.Formats;
import org.holdfast.spi.crypto.CipherSuite;
import org.holdfast.spi.crypto.Opener;
import org.holdfast.spi.crypto.Sealer;

/** The cipher of a layer that is switched off: copies. Reading knows it by its number and asks for no provider. */
public enum NoCipher implements CipherSuite {
    INSTANCE;

    @Override
    public FormatId id() {
        return Formats.NO_CIPHER;
    }

    @Override
    public int keyLength() {
        return 0;
    }

    @Override
    public int overhead() {
        return 0;
    }

    @Override
    public Sealer sealer(byte[] key) {
        return NoCipher::copy;
    }

    @Override
    public Opener opener(byte[] key) {
        return NoCipher::copy;
    }

    private static int copy(byte[] nonce, byte[] aad, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        if (in != out || inOffset != outOffset) {
            System.arraycopy(in, inOffset, out, outOffset, length);
        }
        return length;
    }
}
