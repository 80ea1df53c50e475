// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.bouncycastle.internal;

import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.modes.AEADCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/** A cipher with a tag under one key: what sealing and opening share. */
final class AeadMessage {
    private final Aead aead;
    private final KeyParameter key;
    private final AEADCipher cipher;

    AeadMessage(Aead aead, byte[] key) {
        this.aead = aead;
        this.key = new KeyParameter(Aead.checkKey(aead.id, key));
        this.cipher = aead.maker.get();
    }

    /** Begins a message. */
    void start(boolean sealing, byte[] nonce, byte[] aad) {
        Aead.checkNonce(nonce);
        try {
            cipher.init(sealing, new AEADParameters(key, Byte.SIZE * Aead.TAG_LENGTH, nonce, aad));
        } catch (IllegalArgumentException e) {
            throw failed("the cipher could not start; was a nonce used twice?", e);
        }
    }

    /** @return bytes written */
    int run(byte[] in, int inOffset, int length, byte[] out, int outOffset) throws InvalidCipherTextException {
        int written = cipher.processBytes(in, inOffset, length, out, outOffset);
        return written + cipher.doFinal(out, outOffset + written);
    }

    HoldfastException failed(String what, Exception cause) {
        return new HoldfastException(ErrorCode.INTERNAL, aead.id.name(), aead.id + ": " + what, cause);
    }
}
