// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdfast.core.fetch.FetchSegment;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.core.track.Experience;
import org.holdfast.format.KeyRing;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.model.SegmentId;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.net.PartnerClient;
import org.holdfast.node.work.Lease;
import org.holdfast.node.work.Lender;
import org.holdfast.spi.coding.CodeFamily;
import org.holdfast.spi.coding.Decoded;
import org.holdfast.spi.coding.Shards;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rebuilds a segment from partners: asks for m shards, the fastest partners first, hedges the slow, skips the bad,
 * asks for more while the code cannot do with what came, decodes what is missing. Where too few are good, the {@link
 * LastResort}. Thread-safe.
 */
public final class SegmentFetch implements SegmentLoader {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentFetch.class);
    private static final String SPENT =
            " of them have given back as much in a year as was agreed, and go on bit by bit; their logs say when."
                    + " Whoever recovers this machine from its sheet may read everything once more at once.";
    private static final Duration SPENT_FOR = Duration.ofMinutes(10);
    private static final Comparator<PlacementRow> BETTER = Comparator.comparing(
                    (PlacementRow place) -> place.state() == PlacementState.ACKED)
            .thenComparing(place -> place.state() != PlacementState.LOST)
            .thenComparingLong(PlacementRow::sequence);

    private final OwnerId self;
    private final Ledger ledger;
    private final PartnerClient partners;
    private final KeyRing keys;
    private final Lender lender;
    private final RestoreTally tally;
    private final Consumer<Experience> seen;
    private final Consumer<PlacementRow> damaged;
    private final Supplier<Commitments> commitments;
    private final NodeClock clock;
    private final Map<OwnerId, Long> nanosPerBlock = new ConcurrentHashMap<>();
    private final Map<OwnerId, Long> spent = new ConcurrentHashMap<>(); // when they said so

    /**
     * @param seen hears of every block that came, whether it was right
     * @param damaged hears of every block that should be there and is not as it was stored, or is not known there
     * @param commitments who may not be asked at this moment
     */
    public SegmentFetch(
            OwnerId self,
            Ledger ledger,
            PartnerClient partners,
            KeyRing keys,
            Lender lender,
            RestoreTally tally,
            Consumer<Experience> seen,
            Consumer<PlacementRow> damaged,
            Supplier<Commitments> commitments,
            NodeClock clock) {
        this.self = self;
        this.ledger = ledger;
        this.partners = partners;
        this.keys = keys;
        this.lender = lender;
        this.tally = tally;
        this.seen = seen;
        this.damaged = damaged;
        this.commitments = commitments;
        this.clock = clock;
    }

    @Override
    public byte[] load(SegmentId id) {
        return load(id, (segment, places) -> places);
    }

    /** Which of the places of a segment may be asked. */
    @FunctionalInterface
    public interface Choice {
        /** @param places by position; not to be changed. @return some of them */
        Map<Integer, PlacementRow> of(SegmentRow segment, Map<Integer, PlacementRow> places);
    }

    /** The same, as if nobody else were there than those who are chosen. */
    public byte[] load(SegmentId id, Choice choice) {
        SegmentRow segment = ledger.segments().find(id).orElseThrow(() -> unknown(id));
        Commitments now = commitments.get();
        Map<Integer, PlacementRow> places = choice.of(
                segment,
                ledger.segments().placements(id).stream()
                        .filter(place -> mayLieThere(place) && now.allows(place.agreement()))
                        .collect(Collectors.toMap(PlacementRow::position, Function.identity(), SegmentFetch::better)));
        ShardRace race =
                new ShardRace(partners, new ShardCheck(self, segment, keys, lender), places, nanosPerBlock, clock);
        FetchSegment.Outcome outcome =
                race.run(segment.shape().m(), good -> restores(segment, good), fastestFirst(places));
        race.fetched().forEach(tally::fetched);
        tally.bad(race.suspects().size());
        note(places, race);
        outcome.misses().stream()
                .filter(miss -> miss.code() == ErrorCode.READ_BUDGET_USED)
                .forEach(miss -> spent.put(miss.source().partner(), clock.nanos()));
        return switch (outcome) {
            case FetchSegment.Outcome.Enough enough -> decode(segment, race.shards());
            case FetchSegment.Outcome.NotEnough few -> lastResort(segment, race, few, now);
        };
    }

    /** What was given up may be there all the same; it is asked for where all others do not do. */
    private static boolean mayLieThere(PlacementRow place) {
        return place.state() != PlacementState.LOST || place.receipt().length() > 0;
    }

    /** A payload that is what was stored is no lie, though its header is damaged: the disk may be to blame. */
    private void note(Map<Integer, PlacementRow> places, ShardRace race) {
        Instant now = clock.instant();
        places.values().stream()
                .filter(place -> race.shards().containsKey(place.position()))
                .forEach(place -> seen.accept(new Experience.GaveBack(place.partner(), now)));
        race.suspects().values().stream()
                .filter(suspect ->
                        !suspect.hasStoredPayload() && suspect.place().state() != PlacementState.LOST)
                .forEach(suspect ->
                        seen.accept(new Experience.Wronged(suspect.place().partner(), now)));
        Stream.concat(race.suspects().values().stream().map(Suspect::place), race.unknown().stream())
                .filter(place -> place.state() == PlacementState.ACKED)
                .forEach(damaged);
    }

    /** Data need no decoding, and so no provider that may be absent; other shards do when the code says so. */
    private boolean restores(SegmentRow segment, Set<Integer> good) {
        BitSet present = new BitSet();
        good.forEach(present::set);
        if (present.nextClearBit(0) >= segment.shape().m()) {
            return true;
        }
        try (Lease<CodeFamily> code = lender.code(segment.formats().code())) {
            return code.get().code(segment.shape()).restores(present);
        }
    }

    @Override
    public long length(SegmentId id) {
        return ledger.segments()
                .find(id)
                .map(segment -> (long) segment.shape().m() * segment.shardLength())
                .orElse(0L);
    }

    /**
     * While it moves, and after a recovery, a position may be listed at several partners. What has a receipt lies there,
     * the other may never have arrived; of two that have one the later is preferred.
     */
    static PlacementRow better(PlacementRow one, PlacementRow other) {
        return BETTER.compare(one, other) >= 0 ? one : other;
    }

    private List<FetchSegment.Source> fastestFirst(Map<Integer, PlacementRow> places) {
        return places.values().stream()
                .sorted(Comparator.comparing((PlacementRow place) -> place.state() == PlacementState.LOST)
                        .thenComparing(place -> isSpent(place.partner()))
                        .thenComparingLong(place -> nanosPerBlock.getOrDefault(place.partner(), 0L))
                        .thenComparing(PlacementRow::position))
                .map(place -> new FetchSegment.Source(place.position(), place.partner()))
                .toList();
    }

    /** Who has given as much as was agreed is asked last for a while: budgets come back slowly. */
    private boolean isSpent(OwnerId partner) {
        Long said = spent.get(partner);
        return said != null && clock.nanos() - said < SPENT_FOR.toNanos();
    }

    private byte[] decode(SegmentRow segment, Map<Integer, byte[]> shards) {
        SegmentCodeword codeword = SegmentCodeword.of(segment, shards);
        if (!codeword.hasAllData(segment.shape().m())) {
            if (reconstruct(segment, codeword.shards()) instanceof Decoded.NeedMore(int have, int need)) {
                throw new IllegalStateException("the code said that these would do: " + have + " of " + need);
            }
        }
        return codeword.whole();
    }

    private Decoded reconstruct(SegmentRow segment, Shards shards) {
        try (Lease<CodeFamily> code = lender.code(segment.formats().code())) {
            return code.get().code(segment.shape()).reconstruct(shards);
        }
    }

    private byte[] lastResort(
            SegmentRow segment, ShardRace race, FetchSegment.Outcome.NotEnough few, Commitments commitments) {
        byte[] whole = new LastResort(segment, keys, lender)
                .segment(race.shards(), race.suspects())
                .orElseThrow(() -> notEnough(segment.id(), few, commitments));
        tally.corrected(race.suspects().size());
        LOG.warn(
                "Segment {} has {} good shards and needs {}. It was put together with {} that are damaged, at {}, and"
                        + " is right; with more damage it is lost",
                segment.id(),
                few.have(),
                few.need(),
                race.suspects().size(),
                race.suspects().values().stream()
                        .map(suspect -> suspect.place().partner().brief())
                        .collect(Collectors.joining(", ")));
        return whole;
    }

    private static HoldfastException unknown(SegmentId id) {
        return new HoldfastException(
                ErrorCode.NOT_ENOUGH_SHARDS,
                "segment " + id,
                "The ledger does not know where segment " + id + " lies; 'holdfast recover' asks the partners.");
    }

    private static HoldfastException notEnough(
            SegmentId id, FetchSegment.Outcome.NotEnough few, Commitments commitments) {
        long spent = few.misses().stream()
                .filter(miss -> miss.code() == ErrorCode.READ_BUDGET_USED)
                .count();
        String reasons = Stream.concat(
                        few.misses().stream()
                                .map(miss -> miss.source().partner().brief() + ": " + miss.code()),
                        commitments.shown().stream())
                .collect(Collectors.joining(", "));
        return new HoldfastException(
                ErrorCode.NOT_ENOUGH_SHARDS,
                "segment " + id,
                "Only " + few.have() + " good shards of segment " + id + " can be had and " + few.need()
                        + " are needed (" + reasons + "). Try again when more partners are on line."
                        + (spent == 0 ? "" : " " + spent + SPENT),
                true,
                null);
    }
}
