// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.holdfast.core.fetch.FetchSegment;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.format.KeyRing;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.model.SegmentId;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.net.PartnerClient;
import org.holdfast.spi.coding.CodeFamily;
import org.holdfast.spi.coding.Decoded;
import org.holdfast.spi.coding.Shards;
import org.holdfast.spi.crypto.CipherSuite;

/**
 * Rebuilds a segment from partners: asks for m shards, the fastest partners first, hedges the slow, skips the bad,
 * asks for more while the code cannot do with what came, decodes what is missing. Thread-safe.
 */
public final class SegmentFetch implements SegmentLoader {
    private final OwnerId self;
    private final Ledger ledger;
    private final PartnerClient partners;
    private final KeyRing keys;
    private final Function<Integer, CipherSuite> suites;
    private final Function<Integer, CodeFamily> codes;
    private final RestoreTally tally;
    private final NodeClock clock;
    private final Map<OwnerId, Long> nanosPerBlock = new ConcurrentHashMap<>();

    /** Providers by the number of their format; each throws FORMAT_UNKNOWN if there is none. */
    public record Formats(Function<Integer, CipherSuite> suites, Function<Integer, CodeFamily> codes) {}

    public SegmentFetch(
            OwnerId self,
            Ledger ledger,
            PartnerClient partners,
            KeyRing keys,
            Formats formats,
            RestoreTally tally,
            NodeClock clock) {
        this.self = self;
        this.ledger = ledger;
        this.partners = partners;
        this.keys = keys;
        this.suites = formats.suites();
        this.codes = formats.codes();
        this.tally = tally;
        this.clock = clock;
    }

    @Override
    public byte[] load(SegmentId id) {
        SegmentRow segment = ledger.segments().find(id).orElseThrow(() -> unknown(id));
        Map<Integer, PlacementRow> places = ledger.segments().placements(id).stream()
                .filter(place -> place.state() != PlacementState.LOST)
                .collect(Collectors.toMap(PlacementRow::position, Function.identity(), this::better));
        ShardRace race =
                new ShardRace(partners, new ShardCheck(self, segment, keys, suites), places, nanosPerBlock, clock);
        FetchSegment.Outcome outcome =
                race.run(segment.shape().m(), good -> restores(segment, good), fastestFirst(places));
        tally.fetched(race.fetchedBytes());
        tally.bad(race.badShards());
        return switch (outcome) {
            case FetchSegment.Outcome.Enough enough -> decode(segment, race.shards());
            case FetchSegment.Outcome.NotEnough few -> throw notEnough(id, few);
        };
    }

    /** Data need no decoding, and so no provider that may be absent; other shards do when the code says so. */
    private boolean restores(SegmentRow segment, Set<Integer> good) {
        BitSet present = new BitSet();
        good.forEach(present::set);
        return present.nextClearBit(0) >= segment.shape().m()
                || codes.apply(segment.code()).code(segment.shape()).restores(present);
    }

    /** After a recovery a position may be listed at several partners: one that was acknowledged last is preferred. */
    private PlacementRow better(PlacementRow one, PlacementRow other) {
        return one.sequence() >= other.sequence() ? one : other;
    }

    private List<FetchSegment.Source> fastestFirst(Map<Integer, PlacementRow> places) {
        return places.values().stream()
                .sorted(Comparator.comparingLong(
                                (PlacementRow place) -> nanosPerBlock.getOrDefault(place.partner(), 0L))
                        .thenComparing(PlacementRow::position))
                .map(place -> new FetchSegment.Source(place.position(), place.partner()))
                .toList();
    }

    private byte[] decode(SegmentRow segment, Map<Integer, byte[]> shards) {
        int m = segment.shape().m();
        int length = segment.shardLength();
        byte[] whole = new byte[m * length];
        BitSet present = new BitSet();
        List<Shards.Slice> slices = new ArrayList<>();
        for (int position = 0; position < segment.shape().n(); position++) {
            Optional<byte[]> shard = Optional.ofNullable(shards.get(position));
            if (shard.isPresent()) {
                present.set(position);
            }
            slices.add(slice(whole, position, m, length, shard));
        }
        if (present.nextClearBit(0) < m) {
            Shards all = new Shards(slices, length, present);
            Decoded decoded = codes.apply(segment.code()).code(segment.shape()).reconstruct(all);
            if (decoded instanceof Decoded.NeedMore(int have, int need)) {
                throw new IllegalStateException("the code said that these would do: " + have + " of " + need);
            }
        }
        return whole;
    }

    /** Data shards go into the segment itself; parity stays where it is. */
    private static Shards.Slice slice(byte[] whole, int position, int m, int length, Optional<byte[]> shard) {
        if (position >= m) {
            return new Shards.Slice(shard.orElseGet(() -> new byte[length]), 0);
        }
        shard.ifPresent(bytes -> System.arraycopy(bytes, 0, whole, position * length, length));
        return new Shards.Slice(whole, position * length);
    }

    private static HoldfastException unknown(SegmentId id) {
        return new HoldfastException(
                ErrorCode.NOT_ENOUGH_SHARDS,
                "segment " + id,
                "The ledger does not know where segment " + id + " lies; 'holdfast recover' asks the partners.");
    }

    private static HoldfastException notEnough(SegmentId id, FetchSegment.Outcome.NotEnough few) {
        String reasons = few.misses().stream()
                .map(miss -> miss.source().partner().brief() + ": " + miss.code())
                .collect(Collectors.joining(", "));
        return new HoldfastException(
                ErrorCode.NOT_ENOUGH_SHARDS,
                "segment " + id,
                "Only " + few.have() + " good shards of segment " + id + " can be had and " + few.need()
                        + " are needed (" + reasons + "). Try again when more partners are on line.",
                true,
                null);
    }
}
