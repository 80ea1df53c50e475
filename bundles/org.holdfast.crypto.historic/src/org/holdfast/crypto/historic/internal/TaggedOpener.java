// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.historic.internal;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import org.holdfast.model.FormatId;
import org.holdfast.spi.crypto.Opener;

/**
 * Looks at the tag first and decrypts only what fits: a forgery costs one HMAC, writes nothing, and never reaches the
 * padding of RSA, which would tell its maker something.
 */
public final class TaggedOpener implements Opener {
    private final FormatId id;
    private final Body body;
    private final MessageTag tag;

    public TaggedOpener(FormatId id, Body body, MessageTag tag) {
        this.id = id;
        this.body = body;
        this.tag = tag;
    }

    @Override
    public int open(byte[] nonce, byte[] aad, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        TaggedSealer.checkNonce(nonce);
        Objects.checkFromIndexSize(inOffset, length, in.length);
        int sealed = length - MessageTag.LENGTH;
        int plain = sealed - body.overhead();
        Objects.checkFromIndexSize(outOffset, Math.max(0, plain), out.length);
        if (plain < 0 || !fits(nonce, aad, in, inOffset, sealed)) {
            return FORGED;
        }
        try {
            body.open(nonce, in, inOffset, sealed, out, outOffset);
        } catch (GeneralSecurityException e) {
            throw Expand.failed(id, "what has the right tag does not open: it was not sealed by this format", e);
        }
        return plain;
    }

    private boolean fits(byte[] nonce, byte[] aad, byte[] in, int inOffset, int sealed) {
        byte[] found = Arrays.copyOfRange(in, inOffset + sealed, inOffset + sealed + MessageTag.LENGTH);
        return MessageDigest.isEqual(tag.of(nonce, aad, in, inOffset, sealed), found);
    }
}
