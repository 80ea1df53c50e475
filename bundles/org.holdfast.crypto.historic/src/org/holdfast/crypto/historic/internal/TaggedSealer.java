// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.historic.internal;

import java.security.GeneralSecurityException;
import java.util.Objects;
import org.holdfast.model.FormatId;
import org.holdfast.spi.crypto.Sealer;

/** Encrypts, then puts a tag over what it wrote. */
public final class TaggedSealer implements Sealer {
    static final int NONCE_LENGTH = 12;

    private final FormatId id;
    private final Body body;
    private final MessageTag tag;

    public TaggedSealer(FormatId id, Body body, MessageTag tag) {
        this.id = id;
        this.body = body;
        this.tag = tag;
    }

    @Override
    public int seal(byte[] nonce, byte[] aad, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        checkNonce(nonce);
        int sealed = Math.addExact(length, body.overhead());
        Objects.checkFromIndexSize(inOffset, length, in.length);
        Objects.checkFromIndexSize(outOffset, Math.addExact(sealed, MessageTag.LENGTH), out.length);
        try {
            body.seal(nonce, in, inOffset, length, out, outOffset);
        } catch (GeneralSecurityException e) {
            throw Expand.failed(id, "sealing failed", e);
        }
        System.arraycopy(tag.of(nonce, aad, out, outOffset, sealed), 0, out, outOffset + sealed, MessageTag.LENGTH);
        return sealed + MessageTag.LENGTH;
    }

    static void checkNonce(byte[] nonce) {
        if (nonce.length != NONCE_LENGTH) {
            throw new IllegalArgumentException("a nonce has " + NONCE_LENGTH + " bytes, not " + nonce.length);
        }
    }
}
