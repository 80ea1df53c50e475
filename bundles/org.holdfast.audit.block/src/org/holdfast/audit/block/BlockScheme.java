// SPDX-License-Identifier: EPL-2.0
package org.holdfast.audit.block;

import java.io.IOException;
import java.io.OutputStream;
import org.holdfast.model.FormatId;
import org.holdfast.model.Formats;
import org.holdfast.model.MalformedInput;
import org.holdfast.spi.audit.AuditScheme;
import org.holdfast.spi.audit.AuditShape;
import org.holdfast.spi.audit.AuditedBlock;
import org.holdfast.spi.audit.Challenge;
import org.holdfast.spi.audit.HeldBlocks;
import org.holdfast.spi.audit.Judge;
import org.holdfast.spi.audit.Marks;
import org.holdfast.spi.audit.OwnedBlocks;
import org.holdfast.spi.audit.OwnerSide;
import org.osgi.service.component.annotations.Component;

/**
 * The audit that needs no marks: the holder sends the block, header, tags and payload as they lie in its file, and the
 * owner looks at its own MAC and version in the header and at the hashes that the header names. It costs the block's
 * length on the wire; it works for every block, uses the way that a restore uses, and tells the one damaged block that an
 * aggregated proof only counts.
 */
@Component(service = AuditScheme.class, property = "id=block-v1")
public final class BlockScheme implements AuditScheme {
    private static final AuditShape SHAPE = new AuditShape(0, false, 0, 1);
    private static final int BUFFER = 64 << 10;

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
        return new Owner();
    }

    @Override
    public void prove(Challenge challenge, byte[] parameters, HeldBlocks held, OutputStream proof) throws IOException {
        if (parameters.length > 0) {
            throw new MalformedInput("parameters of " + id(), 0, "there are none, not " + parameters.length + " bytes");
        }
        AuditedBlock block = one(challenge);
        proof.write(held.header(block));
        proof.write(held.tags(block));
        byte[] buffer = new byte[BUFFER];
        for (int at = 0; at < block.payloadLength(); at += BUFFER) {
            int length = Math.min(BUFFER, block.payloadLength() - at);
            held.payload(block, at, length, buffer);
            proof.write(buffer, 0, length);
        }
    }

    private static AuditedBlock one(Challenge challenge) {
        if (challenge.samples().size() != 1) {
            throw new IllegalArgumentException(
                    "one block comes back, not " + challenge.samples().size());
        }
        return challenge.samples().getFirst().block();
    }

    /** Has nothing to mark, and nothing to tell. */
    private static final class Owner implements OwnerSide {
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
            return new BlockJudge(one(challenge), owned);
        }
    }
}
