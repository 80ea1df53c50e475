// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.core.port.SegmentState;
import org.holdfast.model.BlockClass;
import org.holdfast.model.CodeShape;
import org.holdfast.model.FormatId;
import org.holdfast.model.OwnerId;
import org.holdfast.node.control.RestoredReport;
import org.holdfast.spi.coding.CodeFamily;
import org.holdfast.spi.coding.Decoded;
import org.holdfast.spi.coding.ErasureCode;
import org.holdfast.spi.coding.Shards;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a code that cannot do with every m shards a restore asks for more instead of giving up. */
class WastefulCodeTest {
    private static final AtomicInteger DECODED = new AtomicInteger();

    @TempDir
    Path folder;

    @Test
    @Tag("R39")
    void moreThanMShardsAreFetchedWhenTheCodeNeedsThem() {
        Path data = folder.resolve("data");
        Data.random(data.resolve("file"), 6_000_000, 1);
        try (var all = new TestConfederation(folder, 5)) {
            all.owner()
                    .around(new TestProviders.Wrapping(
                            UnaryOperator.identity(), UnaryOperator.identity(), WastefulFamily::new));
            TestNode owner = all.start("2+2").owner();
            owner.source(data).backup();
            stop(all, holderOfData(owner));
            RestoredReport report = owner.restore(folder.resolve("back"));
            assertEquals(List.of(), report.problems());
        }
        assertTrue(DECODED.get() > 0, "nothing had to be decoded");
        assertEquals(TreePrint.of(data), TreePrint.of(Data.restored(folder.resolve("back"), data)));
    }

    /** Without it a data shard of some segment is missing. */
    private static OwnerId holderOfData(TestNode owner) {
        SegmentRow segment = owner.ledger().segments().inState(SegmentState.PLACED).stream()
                .filter(row -> row.blockClass() == BlockClass.DATA)
                .findFirst()
                .orElseThrow();
        return owner.ledger().segments().placements(segment.id()).stream()
                .filter(place -> place.position() == 0)
                .map(PlacementRow::partner)
                .findFirst()
                .orElseThrow();
    }

    private static void stop(TestConfederation all, OwnerId partner) {
        for (int i = 1; i < 5; i++) {
            if (all.node(i).owner().equals(partner)) {
                all.node(i).stop();
            }
        }
    }

    /** A family whose codes want one shard more than they need. */
    private record WastefulFamily(CodeFamily family) implements CodeFamily {
        @Override
        public FormatId id() {
            return family.id();
        }

        @Override
        public boolean supports(CodeShape shape) {
            return family.supports(shape);
        }

        @Override
        public ErasureCode code(CodeShape shape) {
            return new WastefulCode(family.code(shape));
        }
    }

    private record WastefulCode(ErasureCode code) implements ErasureCode {
        @Override
        public CodeShape shape() {
            return code.shape();
        }

        @Override
        public int alignment() {
            return code.alignment();
        }

        @Override
        public int alwaysEnough() {
            return shape().m() + 1;
        }

        @Override
        public boolean restores(BitSet present) {
            return present.cardinality() >= alwaysEnough();
        }

        @Override
        public void encode(Shards shards) {
            code.encode(shards);
        }

        @Override
        public Decoded reconstruct(Shards shards) {
            if (shards.presentCount() < alwaysEnough()) {
                return new Decoded.NeedMore(shards.presentCount(), alwaysEnough());
            }
            DECODED.incrementAndGet();
            return code.reconstruct(shards);
        }
    }
}
