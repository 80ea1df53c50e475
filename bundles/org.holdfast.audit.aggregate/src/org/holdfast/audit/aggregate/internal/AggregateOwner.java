// SPDX-License-Identifier: EPL-2.0
package org.holdfast.audit.aggregate.internal;

import org.holdfast.spi.audit.AuditShape;
import org.holdfast.spi.audit.Challenge;
import org.holdfast.spi.audit.Judge;
import org.holdfast.spi.audit.Marks;
import org.holdfast.spi.audit.OwnedBlocks;
import org.holdfast.spi.audit.OwnerSide;

/** Tags of pieces, and judges of proofs. */
public final class AggregateOwner implements OwnerSide {
    private static final byte[] NOTHING = new byte[0];
    private final AuditShape shape;
    private final Polynomial polynomial;

    /** @param sharedKey K1 */
    public AggregateOwner(AuditShape shape, byte[] sharedKey) {
        this.shape = shape;
        polynomial = new Polynomial(sharedKey, 1 << shape.pieceLog2());
    }

    @Override
    public byte[] parameters() {
        return NOTHING;
    }

    @Override
    public Marks mark(byte[] blockKey, byte[] payload, int length) {
        int pieces = shape.pieces(length);
        byte[] masks = new Masks(blockKey).of(0, pieces);
        byte[] tags = new byte[masks.length];
        for (int i = 0; i < pieces; i++) {
            int at = i * Polynomial.ELEMENT;
            int begin = shape.offset(i);
            if (shape.length(i, length) == 1 << shape.pieceLog2()) {
                polynomial.write(payload, begin, tags, at);
            } else {
                polynomial.write(padded(payload, begin, length), 0, tags, at);
            }
            Polynomial.xor(masks, at, tags, at);
        }
        return new Marks(tags, NOTHING);
    }

    private byte[] padded(byte[] payload, int begin, int end) {
        byte[] piece = new byte[1 << shape.pieceLog2()];
        System.arraycopy(payload, begin, piece, 0, end - begin);
        return piece;
    }

    @Override
    public Judge judge(Challenge challenge, OwnedBlocks owned) {
        return new AggregateJudge(shape, polynomial, challenge, owned);
    }
}
