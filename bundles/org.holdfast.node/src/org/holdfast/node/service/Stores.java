// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.holdfast.core.port.BlockStore;
import org.holdfast.core.port.ChunkIndex;
import org.holdfast.core.port.Ledger;
import org.holdfast.holdings.FileBlockStore;
import org.holdfast.ledger.SortedRunIndex;
import org.holdfast.ledger.SqliteLedger;
import org.holdfast.model.ByteCount;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.backup.MetaCache;
import org.holdfast.node.backup.Spool;
import org.holdfast.node.pages.PageNotes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything durable below the node's folder.
 *
 * @param losses what of it has to be fetched again from the partners
 */
record Stores(
        Ledger ledger,
        ChunkIndex index,
        BlockStore holdings,
        Spool spool,
        MetaCache metadata,
        PageNotes pages,
        Losses losses)
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Stores.class);
    private static final ByteCount LEAST_RESERVE = ByteCount.gibibytes(10);
    private static final int RESERVE_SHARE = 20;

    static Stores open(Path home, NodeSettings settings) {
        ByteCount reserve = reserve(home, settings);
        boolean usedBefore = Files.isDirectory(home.resolve("index"));
        Ledger ledger = ledger(home.resolve("ledger.db"));
        SortedRunIndex index = SortedRunIndex.open(home.resolve("index"));
        return new Stores(
                ledger,
                index,
                FileBlockStore.open(home.resolve("holdings"), reserve),
                new Spool(
                        FileBlockStore.open(home.resolve("spool"), reserve),
                        settings.mebibytes(Setting.SPOOL_MEBIBYTES)),
                new MetaCache(home.resolve("trees")),
                new PageNotes(home.resolve("pages")),
                Losses.judge(
                        ledger,
                        usedBefore,
                        index.orderLost() || !index.refused().isEmpty()));
    }

    private static Ledger ledger(Path file) {
        try {
            return SqliteLedger.open(file);
        } catch (HoldfastException e) {
            if (e.code() != ErrorCode.LEDGER_DAMAGED) {
                throw e;
            }
            Path aside = SqliteLedger.setAside(file);
            LOG.error("The ledger is damaged; it was moved to {} and is rebuilt from the partners", aside, e);
            return SqliteLedger.open(file);
        }
    }

    private static ByteCount reserve(Path home, NodeSettings settings) {
        ByteCount wanted = settings.mebibytes(Setting.RESERVE_MEBIBYTES);
        if (!wanted.equals(ByteCount.ZERO)) {
            return wanted;
        }
        try {
            ByteCount share = ByteCount.of(Files.getFileStore(home).getTotalSpace() / RESERVE_SHARE);
            return share.compareTo(LEAST_RESERVE) > 0 ? share : LEAST_RESERVE;
        } catch (IOException e) {
            throw new HoldfastException(
                    ErrorCode.DISK_FAILED,
                    home.toString(),
                    "Cannot see how large the disk of " + home + " is: " + e.getMessage(),
                    e);
        }
    }

    @Override
    public void close() {
        ledger.close();
    }
}
