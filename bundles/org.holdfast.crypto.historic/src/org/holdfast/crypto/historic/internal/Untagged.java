// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.historic.internal;

import java.security.GeneralSecurityException;
import java.util.Objects;
import org.holdfast.model.FormatId;
import org.holdfast.spi.crypto.Opener;
import org.holdfast.spi.crypto.Sealer;

/** A key stream and nothing else: it notices no change. Both directions are the same. */
public final class Untagged implements Sealer, Opener {
    private final FormatId id;
    private final StreamBody body;

    public Untagged(FormatId id, StreamBody body) {
        this.id = id;
        this.body = body;
    }

    @Override
    public int seal(byte[] nonce, byte[] aad, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        TaggedSealer.checkNonce(nonce);
        if (aad.length > 0) {
            throw new IllegalArgumentException(id + " authenticates nothing, so it takes no additional data");
        }
        Objects.checkFromIndexSize(inOffset, length, in.length);
        Objects.checkFromIndexSize(outOffset, length, out.length);
        try {
            body.seal(nonce, in, inOffset, length, out, outOffset);
        } catch (GeneralSecurityException e) {
            throw Expand.failed(id, "the key stream failed", e);
        }
        return length;
    }

    @Override
    public int open(byte[] nonce, byte[] aad, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        return seal(nonce, aad, in, inOffset, length, out, outOffset);
    }
}
