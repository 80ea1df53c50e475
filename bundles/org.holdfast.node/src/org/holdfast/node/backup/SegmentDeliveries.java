// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.SegmentState;
import org.holdfast.format.block.SealedBlock;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.node.backup.BlockSender.Sent;
import org.holdfast.node.backup.RunMeter.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the blocks of segments to their partners, many at a time, each on a virtual thread. A block whose partner is
 * away is sent again until its segment has enough receipts without it; then it may wait in the spool. One that its
 * partner will not take goes to another one, if there is one. A segment counts as PLACED when every block is received or
 * spooled, and enough are received.
 */
final class SegmentDeliveries implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentDeliveries.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    /** How long an absent partner is waited for before its blocks are spooled. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** How long one that will not take a block may think better of it before another partner is asked. */
    private static final Duration SECOND_THOUGHTS = Duration.ofSeconds(2);
    /** Refusals that stay: the partner is full, or has gone back on what was agreed. */
    private static final Set<ErrorCode> LASTING = EnumSet.of(
            ErrorCode.NO_SPACE,
            ErrorCode.QUOTA_EXCEEDED,
            ErrorCode.NO_AGREEMENT,
            ErrorCode.NOT_ON_ROSTER,
            ErrorCode.FORMAT_UNKNOWN,
            ErrorCode.DISK_FAILED);

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
        Reseating reseating = new Reseating(parts, delivery.blocks());
        for (SealedBlock block : delivery.blocks()) {
            senders.execute(() -> {
                failure.guard("deliver", () -> deliver(delivery, block, reseating))
                        .run();
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

    private void deliver(SegmentDelivery delivery, SealedBlock first, Reseating reseating) {
        SealedBlock block = first;
        while (!failure.isSet()) {
            Sent sent = send(block);
            Optional<SealedBlock> elsewhere =
                    isRefusedForGood(block, sent) ? reseating.reseat(block) : Optional.empty();
            if (elsewhere.isPresent()) {
                LOG.info("{} is asked to take what {} does not", brief(elsewhere.get()), brief(block));
                block = elsewhere.get();
            } else if (settled(delivery, block, sent)) {
                return;
            } else {
                pause();
            }
        }
    }

    private static String brief(SealedBlock block) {
        return block.header().partner().brief();
    }

    private boolean isRefusedForGood(SealedBlock block, Sent sent) {
        return sent instanceof Sent.Refused refused
                && LASTING.contains(refused.code())
                && missed(block, sent).compareTo(SECOND_THOUGHTS) >= 0;
    }

    /** For how long the block's partner has been failing the run. */
    private Duration missed(SealedBlock block, Sent sent) {
        OwnerId partner = block.header().partner();
        return switch (sent) {
            case Sent.Stored stored -> Duration.ZERO;
            case Sent.Away away -> parts.absences().away(partner, away.why());
            case Sent.Refused refused
            when LASTING.contains(refused.code()) ->
                parts.absences().refuses(partner, refused.code() + ": " + refused.why());
            case Sent.Refused passing -> parts.absences().away(partner, passing.code() + ": " + passing.why());
        };
    }

    private boolean settled(SegmentDelivery delivery, SealedBlock block, Sent sent) {
        return switch (sent) {
            case Sent.Stored stored -> {
                parts.absences().back(block.header().partner());
                parts.ledger().segments().acknowledge(block.header().block(), stored.receipt());
                meter.stored(block.header().partner(), block.fileLength());
                delivery.countReceived();
                yield true;
            }
            case Sent.Away away -> spooled(delivery, block, sent, away.why());
            case Sent.Refused refused -> {
                if (refused.code() == ErrorCode.CONFLICT) {
                    throw new HoldfastException(
                            refused.code(), block.header().partner().brief(), refused.why());
                }
                yield spooled(delivery, block, sent, refused.why());
            }
        };
    }

    private Sent send(SealedBlock block) {
        try (var _ = meter.time(Stage.SEND)) {
            return parts.sender().send(block.header(), block.content());
        }
    }

    private boolean spooled(SegmentDelivery delivery, SealedBlock block, Sent sent, String why) {
        if (missed(block, sent).compareTo(PATIENCE) < 0) {
            return false;
        }
        boolean enoughWithout = delivery.received() >= delivery.protectedAt();
        if (!enoughWithout || !parts.spool().keep(block)) {
            parts.absences().holdsUp(block.header().partner());
            return false;
        }
        parts.ledger().segments().mark(block.header().block(), PlacementState.SPOOLED);
        parts.absences().spooled(block.header().partner());
        LOG.info("A block for {} waits in the spool: {}", brief(block), why);
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
        parts.absences().forget();
    }
}
