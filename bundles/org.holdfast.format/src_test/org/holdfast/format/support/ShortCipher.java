// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.support;

import org.holdfast.model.FormatId;
import org.holdfast.spi.crypto.CipherSuite;
import org.holdfast.spi.crypto.Opener;
import org.holdfast.spi.crypto.Sealer;

/** A broken provider: claims one byte less than it was asked for. */
public record ShortCipher(CipherSuite real) implements CipherSuite {
    @Override
    public FormatId id() {
        return real.id();
    }

    @Override
    public int keyLength() {
        return real.keyLength();
    }

    @Override
    public int overhead() {
        return real.overhead();
    }

    @Override
    public Sealer sealer(byte[] key) {
        Sealer sealer = real.sealer(key);
        return (nonce, aad, in, inOffset, length, out, outOffset) ->
                sealer.seal(nonce, aad, in, inOffset, length, out, outOffset) - 1;
    }

    @Override
    public Opener opener(byte[] key) {
        Opener opener = real.opener(key);
        return (nonce, aad, in, inOffset, length, out, outOffset) ->
                opener.open(nonce, aad, in, inOffset, length, out, outOffset) - 1;
    }
}
