// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.holdfast.core.place.Limit;
import org.holdfast.core.place.PartnerRoom;
import org.holdfast.core.place.Placement;
import org.holdfast.core.place.PlacementOutcome;
import org.holdfast.core.place.PlacementRequest;
import org.holdfast.core.place.Spread;
import org.holdfast.core.place.Successor;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.block.BlockFile;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.ByteCount;
import org.holdfast.model.CodeShape;
import org.holdfast.model.Domains;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.node.clock.NodeClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seats the shards of each segment: partners with an agreement and room, those that can be reached first, spread by
 * {@link Placement}. While there are too few it says so and waits. Thread-safe.
 */
public final class Seats implements GroupChooser {
    private static final Logger LOG = LoggerFactory.getLogger(Seats.class);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final OwnerId self;
    private final Ledger ledger;
    private final Supplier<List<AgreementTerms>> agreements;
    private final Function<OwnerId, Optional<Domains>> domains;
    private final Predicate<OwnerId> willing;
    private final Supplier<Spread> spread;
    private final BooleanSupplier stopping;
    private final NodeClock clock;
    private final AtomicLong turn = new AtomicLong();
    private volatile List<Limit> told = List.of();
    private volatile Optional<String> waitingFor = Optional.empty();

    /**
     * @param agreements under which something new is stored
     * @param domains of everybody who may hold something, though nothing new
     * @param willing whether a partner can be reached, and takes blocks as far as is known
     */
    public Seats(
            OwnerId self,
            Ledger ledger,
            Supplier<List<AgreementTerms>> agreements,
            Function<OwnerId, Optional<Domains>> domains,
            Predicate<OwnerId> willing,
            Supplier<Spread> spread,
            BooleanSupplier stopping,
            NodeClock clock) {
        this.self = self;
        this.ledger = ledger;
        this.agreements = agreements;
        this.domains = domains;
        this.willing = willing;
        this.spread = spread;
        this.stopping = stopping;
        this.clock = clock;
    }

    /** What limits how safe a segment of this shape is at the partners of this moment, sites first. */
    public List<Limit> limits(CodeShape shape) {
        PlacementOutcome outcome =
                Placement.place(new PlacementRequest(shape, ByteCount.ZERO, rooms(terms()), 0, spread.get()));
        return switch (outcome) {
            case PlacementOutcome.Placed placed -> placed.limits();
            case PlacementOutcome.NotEnough none -> List.of();
        };
    }

    /** A change is told once. */
    private void tell(List<Limit> limits) {
        if (!limits.equals(told)) {
            limits.forEach(each -> LOG.warn("Segments are {}", each.text()));
            told = limits;
        }
    }

    /** What a waiting backup waits for. */
    public Optional<String> waitingFor() {
        return waitingFor;
    }

    @Override
    public List<Seat> choose(CodeShape shape, int shardBytes, Runnable stillWanted) {
        try {
            return await(shape, block(shardBytes), stillWanted);
        } finally {
            waitingFor = Optional.empty();
        }
    }

    private static ByteCount block(int shardBytes) {
        return ByteCount.of(BlockFile.longest(shardBytes));
    }

    private Map<OwnerId, AgreementTerms> terms() {
        Map<OwnerId, AgreementTerms> terms = new HashMap<>();
        agreements.get().forEach(each -> terms.put(each.partnerOf(self), each));
        return terms;
    }

    private List<Seat> await(CodeShape shape, ByteCount block, Runnable stillWanted) {
        while (!stopping.getAsBoolean()) {
            stillWanted.run();
            Map<OwnerId, AgreementTerms> terms = terms();
            PlacementOutcome outcome = place(shape, block, terms);
            if (outcome instanceof PlacementOutcome.Placed placed) {
                tell(placed.limits());
                return placed.partners().stream()
                        .map(id -> new Seat(id, terms.get(id).id()))
                        .toList();
            }
            await(((PlacementOutcome.NotEnough) outcome).reason());
        }
        throw new HoldfastException(ErrorCode.CANCELLED, "backup", "The backup was cancelled.");
    }

    /** Among those that can be reached, if they are enough; else among all, and the absent ones get theirs later. */
    private PlacementOutcome place(CodeShape shape, ByteCount block, Map<OwnerId, AgreementTerms> terms) {
        List<PartnerRoom> all = rooms(terms);
        List<PartnerRoom> here =
                all.stream().filter(room -> willing.test(room.id())).toList();
        long now = turn.incrementAndGet();
        PlacementOutcome first = Placement.place(new PlacementRequest(shape, block, here, now, spread.get()));
        return first instanceof PlacementOutcome.Placed
                ? first
                : Placement.place(new PlacementRequest(shape, block, all, now, spread.get()));
    }

    private List<PartnerRoom> rooms(Map<OwnerId, AgreementTerms> terms) {
        List<PartnerRoom> rooms = new ArrayList<>();
        terms.forEach((id, agreed) -> {
            ByteCount free = agreed.reservedBy(id).minusOrZero(ledger.segments().bytesAt(id));
            rooms.add(new PartnerRoom(id, agreed.domainsOf(id), free));
        });
        return rooms;
    }

    @Override
    public Optional<Seat> another(CodeShape shape, Set<OwnerId> taken, int shardBytes) {
        Map<OwnerId, AgreementTerms> terms = terms();
        List<PartnerRoom> here = rooms(terms).stream()
                .filter(room -> willing.test(room.id()) && !taken.contains(room.id()))
                .toList();
        List<Domains> stay =
                taken.stream().flatMap(id -> domains.apply(id).stream()).toList();
        PlacementRequest request =
                new PlacementRequest(shape, block(shardBytes), here, turn.incrementAndGet(), spread.get());
        return Successor.choose(request, stay)
                .map(id -> new Seat(id, terms.get(id).id()));
    }

    private void await(String reason) {
        if (!waitingFor.equals(Optional.of(reason))) {
            LOG.warn("The backup waits: {}. It goes on by itself.", reason);
            waitingFor = Optional.of(reason);
        }
        try {
            clock.sleep(RETRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HoldfastException(ErrorCode.CANCELLED, "backup", "The backup was cancelled.", e);
        }
    }
}
