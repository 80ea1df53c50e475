// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.historic.internal;

import java.security.GeneralSecurityException;
import java.util.Arrays;

/**
 * DES, Triple DES or RC4 under a key made for each message from its nonce. RC4 has no place for a nonce and the block of
 * DES is too short for one, so all begin from zero under that key.
 */
public final class StreamBody implements Body {
    private final Expand keys;
    private final KeyStream.Kind kind;
    private final KeyStream stream;

    private StreamBody(KeyStream.Kind kind, Expand keys) {
        this.keys = keys;
        this.kind = kind;
        try {
            this.stream = new KeyStream(kind);
        } catch (GeneralSecurityException e) {
            throw Expand.failed(keys.id(), "this Java has no " + kind, e);
        }
    }

    public static StreamBody des(Expand keys) {
        return new StreamBody(KeyStream.Kind.DES, keys);
    }

    public static StreamBody desEde(Expand keys) {
        return new StreamBody(KeyStream.Kind.DES_EDE, keys);
    }

    public static StreamBody rc4(Expand keys) {
        return new StreamBody(KeyStream.Kind.RC4, keys);
    }

    @Override
    public int overhead() {
        return 0;
    }

    @Override
    public void seal(byte[] nonce, byte[] in, int inOffset, int length, byte[] out, int outOffset)
            throws GeneralSecurityException {
        byte[] key = Arrays.copyOf(keys.expand("/message", nonce), kind.keyLength);
        stream.start(key, new byte[kind.block]);
        Arrays.fill(key, (byte) 0);
        stream.run(in, inOffset, length, out, outOffset);
    }

    @Override
    public void open(byte[] nonce, byte[] in, int inOffset, int length, byte[] out, int outOffset)
            throws GeneralSecurityException {
        seal(nonce, in, inOffset, length, out, outOffset);
    }
}
