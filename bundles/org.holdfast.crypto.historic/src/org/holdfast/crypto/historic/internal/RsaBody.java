// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.historic.internal;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.Arrays;

/**
 * AES-256-CTR under a key of the message's own, and behind it that key, encrypted with RSA. Behind and not in front, so
 * that a message can be sealed in place.
 */
public final class RsaBody implements Body {
    private final Expand keys;
    private final OaepWrap wrap;
    private final KeyStream stream;

    public RsaBody(RsaKey pair, Expand keys) {
        this.keys = keys;
        try {
            this.wrap = new OaepWrap(pair);
            this.stream = new KeyStream(KeyStream.Kind.AES);
        } catch (GeneralSecurityException e) {
            throw Expand.failed(keys.id(), "this Java has no RSA or no AES", e);
        }
    }

    @Override
    public int overhead() {
        return RsaKey.MODULUS_LENGTH;
    }

    @Override
    public void seal(byte[] nonce, byte[] in, int inOffset, int length, byte[] out, int outOffset)
            throws GeneralSecurityException {
        byte[] key = keys.expand("/content", nonce);
        byte[] wrapped = wrap.wrap(key, keys.expand("/seed", nonce));
        run(key, nonce, in, inOffset, length, out, outOffset);
        System.arraycopy(wrapped, 0, out, outOffset + length, wrapped.length);
    }

    @Override
    public void open(byte[] nonce, byte[] in, int inOffset, int length, byte[] out, int outOffset)
            throws GeneralSecurityException {
        int plain = length - overhead();
        byte[] key = wrap.unwrap(in, inOffset + plain);
        if (key.length != KeyStream.Kind.AES.keyLength) {
            throw new InvalidKeyException("a wrapped key of " + key.length + " bytes");
        }
        run(key, nonce, in, inOffset, plain, out, outOffset);
    }

    private void run(byte[] key, byte[] nonce, byte[] in, int inOffset, int length, byte[] out, int outOffset)
            throws GeneralSecurityException {
        stream.start(key, Arrays.copyOf(nonce, KeyStream.Kind.AES.block));
        Arrays.fill(key, (byte) 0);
        stream.run(in, inOffset, length, out, outOffset);
    }
}
