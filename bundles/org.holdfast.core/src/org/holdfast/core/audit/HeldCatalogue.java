// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.holdfast.core.port.HeldRow;
import org.holdfast.core.port.KnownDamage;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.put.HeldBlocks;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.Formats;
import org.holdfast.model.OwnerId;
import org.holdfast.spi.audit.AuditedBlock;
import org.holdfast.wire.AuditCommit;
import org.holdfast.wire.Limits;

/** What a holder has of an owner: the catalogue that it would make itself, and what is missing of another one. */
final class HeldCatalogue {
    private static final int PAGE = 1000;

    private final HeldBlocks blocks;
    private final Ledger.Holdings rows;
    private final KnownDamage damage;
    private final OwnerId owner;

    HeldCatalogue(HeldBlocks blocks, Ledger ledger, OwnerId owner) {
        this.blocks = blocks;
        this.rows = ledger.holdings();
        this.damage = ledger.damages();
        this.owner = owner;
    }

    /** All that the commitment can mean, if nothing was lost and no receipt: blocks up to its highest sequence. */
    Catalogue of(AuditCommit commit) {
        List<AuditedBlock> found = new ArrayList<>();
        Optional<BlockId> after = Optional.empty();
        List<HeldRow> page = rows.list(commit.names().agreement(), after, PAGE);
        while (!page.isEmpty() && found.size() <= Limits.AUDIT_CATALOGUE) {
            page.stream()
                    .filter(row -> isMeant(row, commit))
                    .flatMap(row -> audited(row).stream())
                    .forEach(found::add);
            after = Optional.of(page.getLast().block());
            page = rows.list(commit.names().agreement(), after, PAGE);
        }
        return Catalogue.of(found.subList(0, Math.min(found.size(), Limits.AUDIT_CATALOGUE)));
    }

    private boolean isMeant(HeldRow row, AuditCommit commit) {
        boolean suite = commit.scheme() == Formats.AUDIT_BLOCK_V1.number() || row.auditSuite() == commit.scheme();
        return suite
                && row.owner().equals(owner)
                && row.sequence() <= commit.catalogue().highest();
    }

    /** Rows of before the ledger knew key generations: the header says it. */
    private Optional<AuditedBlock> audited(HeldRow row) {
        Optional<Integer> generation = row.keyGeneration() > 0
                ? Optional.of(row.keyGeneration())
                : blocks.header(row).map(BlockHeader::keyGeneration);
        return generation.map(each -> new AuditedBlock(row.block(), row.sequence(), each, row.payloadLength()));
    }

    /** Those of a catalogue that are not here in full length, or known to be damaged, ascending, as many as can be said. */
    List<BlockId> damaged(AgreementId agreement, Catalogue catalogue) {
        Set<BlockId> known = damage.damaged(agreement);
        return catalogue.blocks().stream()
                .map(AuditedBlock::block)
                .filter(block -> known.contains(block)
                        || blocks.row(agreement, block)
                                .filter(row -> row.owner().equals(owner))
                                .isEmpty())
                .limit(Limits.AUDIT_DAMAGED)
                .toList();
    }
}
