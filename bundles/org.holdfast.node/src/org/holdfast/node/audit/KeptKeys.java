// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.audit;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.holdfast.core.audit.OwnerKeys;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.format.KeyRing;
import org.holdfast.format.block.AuditKeys;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.format.block.BlockOpener;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Id16;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;
import org.holdfast.spi.audit.AuditScheme;
import org.holdfast.spi.audit.AuditedBlock;
import org.holdfast.spi.audit.OwnedBlocks;

/** What this node judges proofs with: its keys, and what its ledger knows of each block. Thread-safe. */
public final class KeptKeys implements OwnerKeys {
    private static final BlockId NO_BLOCK = new BlockId(new Id16(0, 0));
    private static final Digest NO_HASH = new Digest(Id32.ZERO);

    private final OwnerId self;
    private final KeyRing keys;
    private final Ledger.Segments segments;
    private final BlockOpener opener = new BlockOpener();

    public KeptKeys(OwnerId self, KeyRing keys, Ledger.Segments segments) {
        this.self = self;
        this.keys = keys;
        this.segments = segments;
    }

    @Override
    public byte[] shared(OwnerId partner, AgreementId agreement, AuditScheme scheme, int keyGeneration) {
        return audited(partner, agreement, scheme, NO_BLOCK, 1, NO_HASH).shared(keys.generation(keyGeneration));
    }

    private static AuditKeys audited(
            OwnerId partner,
            AgreementId agreement,
            AuditScheme scheme,
            BlockId block,
            long sequence,
            Digest payloadHash) {
        return new AuditKeys(
                partner,
                agreement,
                block,
                sequence,
                payloadHash,
                scheme.id().number(),
                scheme.shape().pieceLog2());
    }

    @Override
    public OwnedBlocks owned(OwnerId partner, AgreementId agreement, AuditScheme scheme) {
        return new OwnedBlocks() {
            @Override
            public byte[] blockKey(AuditedBlock block) {
                PlacementRow row = row(block);
                return audited(partner, agreement, scheme, block.block(), block.sequence(), row.payloadHash())
                        .block(keys.generation(block.keyGeneration()));
            }

            /** No scheme that wants something kept is given blocks to mark. */
            @Override
            public byte[] kept(AuditedBlock block, int piece) {
                throw unknown(block);
            }

            @Override
            public Optional<Sealed> sealed(AuditedBlock block, byte[] header) {
                return authentic(header)
                        .filter(each -> each.owner().equals(self)
                                && each.partner().equals(partner)
                                && each.agreement().equals(agreement)
                                && each.block().equals(block.block())
                                && each.sequence() == block.sequence()
                                && each.hash().equals(row(block).headerHash()))
                        .map(each -> new Sealed(
                                each.tagsLength(), each.payloadLength(), each.tagsHash(), each.payloadHash()));
            }
        };
    }

    private Optional<BlockHeader> authentic(byte[] bytes) {
        try {
            BlockHeader header = BlockHeader.read(ByteBuffer.wrap(bytes));
            opener.locate(keys, header);
            return Optional.of(header);
        } catch (HoldfastException e) {
            if (e.code() == ErrorCode.WRONG_KEY) {
                throw e;
            }
            return Optional.empty(); // not what this owner sealed
        }
    }

    private PlacementRow row(AuditedBlock block) {
        return segments.find(block.block()).orElseThrow(() -> unknown(block));
    }

    private static HoldfastException unknown(AuditedBlock block) {
        return new HoldfastException(
                ErrorCode.BLOCK_UNKNOWN,
                block.block().toString(),
                "The ledger does not know block " + block.block() + " any more.");
    }
}
