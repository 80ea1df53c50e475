// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.release;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.holdfast.core.Peer;
import org.holdfast.core.negotiate.AgreementBook;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.format.identity.RootOrder;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.OwnerId;
import org.holdfast.wire.LinkMessage.Failure;
import org.holdfast.wire.Message;
import org.holdfast.wire.ReleaseMessage.Order;
import org.holdfast.wire.ReleaseMessage.OrderTaken;
import org.holdfast.wire.ReleaseMessage.Release;
import org.holdfast.wire.ReleaseMessage.Released;
import org.holdfast.wire.ReleaseMessage.Standing;
import org.holdfast.wire.ReleaseMessage.State;

/** Answers RELEASE and ROOT_ORDER at a holder. What is answered is durable before. Thread-safe. */
public final class ReleaseClerk {
    private static final String SEEN = "root.order.";

    private final OwnerId self;
    private final AgreementBook agreements;
    private final ReleaseBook book;
    private final Ledger.Settings settings;
    private final Supplier<LockClock> lockClock;
    private final Function<OwnerId, Optional<DeviceCert>> certificates;
    private final InstantSource clock;
    private final Alarm alarm;

    /** Who is told of what people should know. */
    public interface Alarm {
        /** An owner has released more than {@link ReleaseRule#MASS_PERCENT} % of what it has here within a week. */
        void massRelease(OwnerId owner);

        /** An owner's sheet has ordered that what was released stays. */
        void cancelled(OwnerId owner, Ledger.Sum stays);
    }

    /** @param certificates the newest certificate of an owner that is known here */
    public ReleaseClerk(
            OwnerId self,
            AgreementBook agreements,
            ReleaseBook book,
            Ledger.Settings settings,
            Supplier<LockClock> lockClock,
            Function<OwnerId, Optional<DeviceCert>> certificates,
            InstantSource clock,
            Alarm alarm) {
        this.self = self;
        this.agreements = agreements;
        this.book = book;
        this.settings = settings;
        this.lockClock = lockClock;
        this.certificates = certificates;
        this.clock = clock;
        this.alarm = alarm;
    }

    /** RELEASED, or ERROR with PEER_MISBEHAVED, AUTHENTICATION_FAILED or NO_AGREEMENT. */
    public Message answer(Peer owner, Release release) {
        if (!release.owner().equals(owner.id()) || !release.partner().equals(self)) {
            return new Failure(ErrorCode.PEER_MISBEHAVED, "these blocks are not of yours with me");
        }
        if (!release.signedBy(owner.device())) {
            return new Failure(ErrorCode.AUTHENTICATION_FAILED, "the release is not signed by your present device");
        }
        if (!agreements.granted(release.agreement(), owner).audit()) {
            return new Failure(ErrorCode.NO_AGREEMENT, "we have no such agreement");
        }
        List<ReleaseBook.Wish> wishes = release.blocks().stream()
                .map(each -> new ReleaseBook.Wish(each.block(), each.sequence()))
                .toList();
        ReleaseBook.Asked asked =
                book.ask(owner.id(), owner.certificate().deviceEpoch(), release.agreement(), wishes, lockClock.get());
        if (asked.begun()) {
            alarm.massRelease(owner.id());
        }
        return new Released(
                release.agreement(),
                asked.mass(),
                asked.fates().stream().map(ReleaseClerk::state).toList());
    }

    private static State state(ReleaseBook.Fate fate) {
        return switch (fate) {
            case ReleaseBook.Fate.Leaving(var block, Instant due) -> new State(block, Standing.LEAVING, due);
            case ReleaseBook.Fate.Kept(var block) -> new State(block, Standing.KEPT, Instant.EPOCH);
            case ReleaseBook.Fate.Gone(var block) -> new State(block, Standing.GONE, Instant.EPOCH);
        };
    }

    /**
     * ORDER_TAKEN, or ERROR with AUTHENTICATION_FAILED. Anybody may bring an order, as the machine of whose sheet signed
     * it may be the one that must not hear of it. One that was carried out is answered again and does nothing.
     */
    public Message answer(Order brought) {
        RootOrder order = brought.order();
        Optional<DeviceCert> known = certificates.apply(order.owner());
        if (known.isEmpty() || !order.holdsFor(self, known.get().root(), clock.instant())) {
            return new Failure(
                    ErrorCode.AUTHENTICATION_FAILED,
                    "no order that holds here and now: of an owner that I do not know, or of another time, or not signed"
                            + " with its sheet");
        }
        return new OrderTaken(order.sequence(), carryOut(order));
    }

    /** The sequence last: a crash in between carries it out again, which does no harm. */
    private synchronized long carryOut(RootOrder order) {
        String key = SEEN + order.owner();
        long seen = settings.get(key)
                .map(bytes -> new ByteReader(key, bytes.toArray()).u64())
                .orElse(0L);
        if (order.sequence() <= seen) {
            return 0;
        }
        Ledger.Sum stays = switch (order.kind()) {
            case CANCEL_RELEASE -> book.cancel(order.owner());
        };
        settings.put(key, Bytes.of(new ByteWriter(8).u64(order.sequence()).toArray()));
        alarm.cancelled(order.owner(), stays);
        return stays.blocks();
    }
}
