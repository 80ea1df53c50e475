// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.backup.BackupParts;
import org.holdfast.node.backup.BlockSender;
import org.holdfast.node.backup.BlockSender.Sent;
import org.holdfast.node.backup.Refusals;
import org.holdfast.node.backup.Rehoming;
import org.holdfast.node.backup.Resealing;
import org.holdfast.node.backup.Underway;
import org.holdfast.node.leave.ShardMove;
import org.holdfast.node.leave.ShardMove.Moved;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shards on their way to successors that do not take them: a real node's, with a line that is told what to do. */
@Tag("R19")
class ShardMoveTest {
    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private final Rehoming.Memory memory = new Rehoming.Memory(new Refusals(nanos::get), new Underway());
    private final List<BlockHeader> sent = new ArrayList<>();
    private TestConfederation all;
    private TestNode owner;
    private PlacementRow old;

    @BeforeEach
    void backUp() {
        Path data = folder.resolve("data");
        Data.random(data.resolve("file"), 100_000, 1);
        all = new TestConfederation(folder, 5);
        all.owner().set(Setting.SPARES, 2);
        all.start("1+1");
        owner = all.owner().source(data);
        assertEquals("FULL", owner.backup().state());
        old = all.partners().stream()
                .flatMap(each -> owner.ledger().segments().placements(each.owner(), PlacementState.ACKED).stream())
                .findFirst()
                .orElseThrow();
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private Moved move(BlockSender line, boolean lasting) {
        BackupParts parts = with(owner.node().owner().parts(), (header, payload) -> {
            sent.add(header);
            return line.send(header, payload);
        });
        Resealing resealing = new Resealing(parts, owner.node().providers());
        return new ShardMove(parts, owner.node().owner().shards(), resealing, id -> lasting, memory).move(old);
    }

    private BlockSender line() {
        return owner.node().owner().parts().sender();
    }

    private static BackupParts with(BackupParts parts, BlockSender sender) {
        return new BackupParts(
                parts.self(),
                parts.deviceEpoch(),
                parts.keys(),
                parts.device(),
                parts.ledger(),
                parts.index(),
                parts.moves(),
                parts.metaCache(),
                parts.spool(),
                parts.groups(),
                parts.absences(),
                sender,
                parts.lender(),
                parts.formations(),
                parts.proofs(),
                parts.cpu(),
                parts.clock(),
                parts.random(),
                parts.settings());
    }

    private PlacementState state(BlockHeader header) {
        return owner.ledger().segments().find(header.block()).orElseThrow().state();
    }

    private PlacementState oldState() {
        return owner.ledger().segments().find(old.block()).orElseThrow().state();
    }

    @Test
    void whoRefusesIsNotAskedAgainSoon() {
        for (int i = 0; i < 8; i++) {
            assertInstanceOf(
                    Moved.Waits.class, move((header, payload) -> new Sent.Refused(ErrorCode.NO_SPACE, "full"), true));
        }
        assertEquals(2, sent.size(), "one try for each that has no shard of it, and not for whom it has to go from");
        assertEquals(2, new HashSet<>(sent.stream().map(BlockHeader::partner).toList()).size());
        assertTrue(sent.stream().noneMatch(each -> each.partner().equals(old.partner())));
        sent.forEach(each -> assertEquals(PlacementState.LOST, state(each)));

        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        assertInstanceOf(Moved.Done.class, move(line(), true));
        assertEquals(PlacementState.LOST, oldState());
    }

    @Test
    void whatIsNotAnsweredIsSentAgainOnceAsItIsAndThenToAnother() {
        assertInstanceOf(Moved.Waits.class, move((header, payload) -> new Sent.Away("lost"), true));
        assertInstanceOf(Moved.Waits.class, move(line(), true));
        assertEquals(1, sent.size(), "it was asked again at once");
        assertEquals(PlacementState.BUILT, state(sent.getFirst()));

        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        assertInstanceOf(
                Moved.Waits.class,
                move(
                        (header, payload) -> {
                            throw new HoldfastException(ErrorCode.TIMED_OUT, "it", "It took too long.");
                        },
                        true));
        assertEquals(sent.get(0).block(), sent.get(1).block());
        assertEquals(PlacementState.LOST, state(sent.getFirst()));

        assertInstanceOf(Moved.Done.class, move(line(), true));
        assertEquals(3, sent.size());
        assertEquals(false, sent.get(2).partner().equals(sent.get(0).partner()));
    }

    @Test
    void whatWasNotAnsweredArrivesWithTheSecondTry() {
        assertInstanceOf(Moved.Waits.class, move((header, payload) -> new Sent.Away("lost"), true));
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        assertInstanceOf(Moved.Done.class, move(line(), true));
        assertEquals(sent.get(0).block(), sent.get(1).block());
        assertEquals(PlacementState.ACKED, state(sent.getFirst()));
        assertEquals(PlacementState.LOST, oldState());
    }

    @Test
    void afterAFaultNoRowIsLeftThatStandsForNothing() {
        BlockSender faulty = (header, payload) -> {
            throw new IllegalStateException("made up");
        };
        assertThrows(IllegalStateException.class, () -> move(faulty, true));
        assertEquals(PlacementState.LOST, state(sent.getFirst()));
        assertEquals(PlacementState.ACKED, oldState());
    }

    @Test
    void theOldPlaceStaysIfTheSuccessorLeavesMeanwhile() {
        assertInstanceOf(Moved.Waits.class, move(line(), false));
        assertEquals(PlacementState.ACKED, state(sent.getFirst()));
        assertEquals(PlacementState.ACKED, oldState());
    }
}
