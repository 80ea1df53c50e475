// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.block;

import java.io.OutputStream;
import org.holdfast.model.FormatId;
import org.holdfast.model.Formats;
import org.holdfast.spi.audit.AuditScheme;
import org.holdfast.spi.audit.AuditShape;
import org.holdfast.spi.audit.Challenge;
import org.holdfast.spi.audit.HeldBlocks;
import org.holdfast.spi.audit.Judge;
import org.holdfast.spi.audit.Marks;
import org.holdfast.spi.audit.OwnedBlocks;
import org.holdfast.spi.audit.OwnerSide;

/** Leaves blocks without tags, so that they can be audited whole. For sealing only: it proves and judges nothing. */
public final class NoTags implements AuditScheme, OwnerSide {
    public static final NoTags INSTANCE = new NoTags();
    private static final AuditShape SHAPE = new AuditShape(0, false, 0, 1);

    private NoTags() {}

    @Override
    public FormatId id() {
        return Formats.AUDIT_BLOCK_V1;
    }

    @Override
    public AuditShape shape() {
        return SHAPE;
    }

    @Override
    public OwnerSide owner(byte[] sharedKey) {
        return this;
    }

    @Override
    public byte[] parameters() {
        return new byte[0];
    }

    @Override
    public Marks mark(byte[] blockKey, byte[] payload, int length) {
        return Marks.NONE;
    }

    @Override
    public Judge judge(Challenge challenge, OwnedBlocks owned) {
        throw new UnsupportedOperationException("the provider of " + id() + " judges");
    }

    @Override
    public void prove(Challenge challenge, byte[] parameters, HeldBlocks held, OutputStream proof) {
        throw new UnsupportedOperationException("the provider of " + id() + " proves");
    }
}
