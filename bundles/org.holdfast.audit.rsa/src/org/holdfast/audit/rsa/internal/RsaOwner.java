// SPDX-License-Identifier: EPL-2.0
package org.holdfast.audit.rsa.internal;

import org.holdfast.spi.audit.AuditShape;
import org.holdfast.spi.audit.Challenge;
import org.holdfast.spi.audit.Judge;
import org.holdfast.spi.audit.Marks;
import org.holdfast.spi.audit.OwnedBlocks;
import org.holdfast.spi.audit.OwnerSide;

/** Reduces pieces modulo φ(N), and judges answers. */
public final class RsaOwner implements OwnerSide {
    private static final byte[] NO_TAGS = new byte[0];
    private final AuditShape shape;
    private final RsaKey key;

    public RsaOwner(AuditShape shape, RsaKey key) {
        this.shape = shape;
        this.key = key;
    }

    @Override
    public byte[] parameters() {
        return Numbers.bytes(key.modulus(), RsaKeys.MODULUS_BYTES);
    }

    @Override
    public Marks mark(byte[] blockKey, byte[] payload, int length) {
        int pieces = shape.pieces(length);
        byte[] kept = new byte[pieces * RsaKeys.MODULUS_BYTES];
        for (int i = 0; i < pieces; i++) {
            byte[] d = Numbers.bytes(
                    Numbers.of(payload, shape.offset(i), shape.length(i, length))
                            .mod(key.order()),
                    RsaKeys.MODULUS_BYTES);
            System.arraycopy(d, 0, kept, i * RsaKeys.MODULUS_BYTES, RsaKeys.MODULUS_BYTES);
        }
        return new Marks(NO_TAGS, kept);
    }

    @Override
    public Judge judge(Challenge challenge, OwnedBlocks owned) {
        return new RsaJudge(key, challenge, owned);
    }
}
