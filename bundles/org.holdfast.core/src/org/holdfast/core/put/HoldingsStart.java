// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.put;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.holdfast.core.port.BlockStore;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.model.BlockId;

/**
 * What a holder does before it takes the first block after a start: a file without a row, which a crash between the two
 * leaves, gets its row again.
 */
public final class HoldingsStart {
    private HoldingsStart() {}

    /**
     * @param indexed how many files got a row
     * @param damaged files that are no block: their headers cannot be read, or do not fit. They are left as they are
     */
    public record Report(int indexed, List<BlockId> damaged) {
        public Report {
            damaged = List.copyOf(damaged);
        }
    }

    /** To be run while nothing else touches the holdings. */
    public static Report run(BlockStore store, Ledger.Holdings rows, Instant now) {
        HeldBlocks blocks = new HeldBlocks(store, rows);
        int indexed = 0;
        List<BlockId> damaged = new ArrayList<>();
        try (Stream<BlockStore.Stored> files = store.list()) {
            for (BlockStore.Stored file : (Iterable<BlockStore.Stored>) files::iterator) {
                if (rows.find(file.agreement(), file.block()).isPresent()) {
                    continue;
                }
                Optional<BlockHeader> header = blocks.header(file.agreement(), file.block());
                if (header.isPresent()) {
                    blocks.add(header.get(), now);
                    indexed++;
                } else {
                    damaged.add(file.block());
                }
            }
        }
        return new Report(indexed, damaged);
    }
}
