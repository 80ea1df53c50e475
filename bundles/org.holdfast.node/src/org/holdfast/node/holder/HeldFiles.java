// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.holder;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdfast.core.port.BlockStore;
import org.holdfast.core.port.DamageRow;
import org.holdfast.core.port.HeldRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.put.HoldingsStart;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the rows of held blocks in line with their files, which are the truth. Before anything is served. */
public final class HeldFiles {
    private static final Logger LOG = LoggerFactory.getLogger(HeldFiles.class);
    private static final int ROWS_A_PAGE = 1000;

    private HeldFiles() {}

    /** A file without a row gets one; a row without a file goes, so that its room is free, and its owner is told. */
    public static void settle(BlockStore files, Ledger ledger, Instant now) {
        HoldingsStart.Report report = HoldingsStart.run(files, ledger.holdings(), now);
        if (report.indexed() > 0) {
            LOG.info("{} blocks were on the disk and not in the ledger; they are served again", report.indexed());
        }
        report.damaged().forEach(block -> LOG.warn("The file of block {} is damaged; it is left as it is", block));
        Set<BlockId> there = blocks(files);
        ledger.agreements().all().stream()
                .map(row -> row.agreement().id())
                .forEach(agreement -> dropMissing(agreement, there, ledger, now));
    }

    private static Set<BlockId> blocks(BlockStore files) {
        try (Stream<BlockStore.Stored> all = files.list()) {
            return all.map(BlockStore.Stored::block).collect(Collectors.toCollection(HashSet::new));
        }
    }

    /** Its file went just before the node stopped, and its row should have gone next. */
    private static boolean isReleased(HeldRow row, Ledger ledger) {
        return ledger.holdings().releases().find(row.agreement(), row.block()).isPresent();
    }

    private static void dropMissing(AgreementId agreement, Set<BlockId> there, Ledger ledger, Instant now) {
        long dropped = 0;
        Optional<BlockId> after = Optional.empty();
        List<HeldRow> page;
        do {
            page = ledger.holdings().list(agreement, after, ROWS_A_PAGE);
            for (HeldRow row : page) {
                if (!there.contains(row.block())) {
                    if (!isReleased(row, ledger)) {
                        ledger.damages().add(new DamageRow(agreement, row.block(), now, false));
                        dropped++;
                    }
                    ledger.holdings().remove(agreement, row.block());
                }
                after = Optional.of(row.block());
            }
        } while (page.size() == ROWS_A_PAGE);
        if (dropped > 0) {
            LOG.warn(
                    "{} blocks kept under agreement {} are gone from the disk; their owner is told",
                    dropped,
                    agreement);
        }
    }
}
