// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.SegmentState;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.format.block.SealedBlock;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.backup.BlockSender.Sent;
import org.holdfast.node.backup.RunMeter.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the blocks of segments to their partners, many at a time, each on a virtual thread. A block whose partner is
 * away is sent again until its segment has enough receipts without it; then it may wait in the spool. A segment counts
 * as PLACED when every block is received or spooled, and enough are received.
 */
final class SegmentDeliveries implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentDeliveries.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    /** How long an absent partner is waited for before its block is spooled. */
    private static final int PATIENT_TRIES = 5;

    private final BackupParts parts;
    private final PlacedRows placedRows;
    private final RunMeter meter;
    private final RunFailure failure;
    private final Phaser onTheirWay = new Phaser(1);
    private final ExecutorService senders = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("deliver-", 1).factory());

    SegmentDeliveries(BackupParts parts, PlacedRows placedRows, RunMeter meter, RunFailure failure) {
        this.parts = parts;
        this.placedRows = placedRows;
        this.meter = meter;
        this.failure = failure;
    }

    /** Starts sending; {@code settled} is called when the segment's memory is free again. */
    void start(SegmentDelivery delivery, Runnable settled) {
        onTheirWay.register();
        for (SealedBlock block : delivery.blocks()) {
            senders.execute(() -> {
                failure.guard("deliver", () -> deliver(delivery, block)).run();
                if (delivery.settle()) {
                    failure.guard("deliver", () -> place(delivery)).run();
                    settled.run();
                    onTheirWay.arriveAndDeregister();
                }
            });
        }
    }

    /** Waits until every segment is placed or the run has failed. */
    void await() {
        onTheirWay.arriveAndAwaitAdvance();
        failure.check();
    }

    private void deliver(SegmentDelivery delivery, SealedBlock block) {
        for (int tries = 1; !failure.isSet(); tries++) {
            if (delivered(delivery, block, tries)) {
                return;
            }
            pause();
        }
    }

    private boolean delivered(SegmentDelivery delivery, SealedBlock block, int tries) {
        return switch (send(block)) {
            case Sent.Stored stored -> {
                parts.ledger().segments().acknowledge(block.header().block(), stored.receipt());
                meter.storedBytes.add(BlockHeader.BYTES + (long) block.payloadLength());
                delivery.countReceived();
                yield true;
            }
            case Sent.Away away -> spooled(delivery, block, tries, away.why());
            case Sent.Refused refused -> {
                if (refused.code() == ErrorCode.CONFLICT) {
                    throw new HoldfastException(
                            refused.code(), block.header().partner().brief(), refused.why());
                }
                yield spooled(delivery, block, tries, refused.why());
            }
        };
    }

    private Sent send(SealedBlock block) {
        try (var _ = meter.time(Stage.SEND)) {
            return parts.sender().send(block.header(), ByteBuffer.wrap(block.payload(), 0, block.payloadLength()));
        }
    }

    private boolean spooled(SegmentDelivery delivery, SealedBlock block, int tries, String why) {
        boolean enoughWithout = delivery.received() >= delivery.protectedAt();
        if (tries < PATIENT_TRIES || !enoughWithout || !parts.spool().hasRoom(block.payloadLength())) {
            LOG.debug("Block for {} waits: {}", block.header().partner().brief(), why);
            return false;
        }
        parts.spool().keep(block);
        parts.ledger().segments().mark(block.header().block(), PlacementState.SPOOLED);
        LOG.info(
                "A block for {} waits in the spool: {}",
                block.header().partner().brief(),
                why);
        return true;
    }

    private void place(SegmentDelivery delivery) {
        if (failure.isSet()) {
            return;
        }
        parts.ledger().segments().mark(delivery.id(), SegmentState.PLACED);
        placedRows.add(delivery.id(), delivery.entries());
    }

    private void pause() {
        try {
            parts.clock().sleep(RETRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HoldfastException(ErrorCode.CANCELLED, "backup", "the backup was cancelled", e);
        }
    }

    /** Interrupts what still waits; what was not received is sent again by the next run. */
    @Override
    public void close() {
        senders.shutdownNow();
        senders.close();
    }
}
