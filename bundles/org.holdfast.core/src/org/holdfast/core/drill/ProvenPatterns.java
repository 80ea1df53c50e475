// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.drill;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.Bytes;
import org.holdfast.model.Id16;

/**
 * Which sets of absent partners ("loss patterns") drills have tried out, and when each was last shown to be no loss. Of
 * the newest {@value #MOST}; a group that is in use no more counts no more. Immutable.
 *
 * <pre>
 *  0  version  2   1
 *  2  count    4   at most 4096
 *  6  patterns     32 each: group 16 | absent, bit i for the i-th partner 8 | time in milliseconds 8
 * </pre>
 */
public record ProvenPatterns(Map<Pattern, Instant> proven) {
    /** How many are remembered. */
    public static final int MOST = 4096;

    public static final ProvenPatterns NONE = new ProvenPatterns(Map.of());

    private static final int VERSION = 1;
    private static final int PATTERN_BYTES = 32;

    /** @param absent bits of {@link ShardGroup#absent} */
    public record Pattern(Id16 group, long absent) {}

    /**
     * Of the groups in use.
     *
     * @param proven patterns that were tried out and restored
     * @param all that there are
     */
    public record Tally(long proven, BigInteger all) {
        /** Every single one has been tried. */
        public boolean isComplete() {
            return all.equals(BigInteger.valueOf(proven));
        }

        /**
         * The share of patterns that may fail though so many were drawn by lot and none did, with 95 percent certainty; 0
         * where all have been tried, 1 where none has.
         */
        public double failingAtMost() {
            if (isComplete()) {
                return 0;
            }
            return proven == 0 ? 1 : 1 - Math.pow(0.05, 1.0 / proven);
        }
    }

    public ProvenPatterns {
        proven = Map.copyOf(proven);
    }

    public boolean has(ShardGroup group, long absent) {
        return proven.containsKey(new Pattern(group.id(), absent));
    }

    /** With one more, for which the oldest goes if there are too many. */
    public ProvenPatterns with(ShardGroup group, long absent, Instant at) {
        Map<Pattern, Instant> more = new HashMap<>(proven);
        more.put(new Pattern(group.id(), absent), at);
        if (more.size() > MOST) {
            more.entrySet().stream()
                    .min(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .ifPresent(more::remove);
        }
        return new ProvenPatterns(more);
    }

    /** Without one that has turned out to be a loss. */
    public ProvenPatterns without(ShardGroup group, long absent) {
        Map<Pattern, Instant> less = new HashMap<>(proven);
        less.remove(new Pattern(group.id(), absent));
        return new ProvenPatterns(less);
    }

    public Tally tally(Collection<ShardGroup> groups) {
        Set<Id16> ids = groups.stream().map(ShardGroup::id).collect(Collectors.toSet());
        long known = proven.keySet().stream()
                .filter(each -> ids.contains(each.group()))
                .count();
        BigInteger all = groups.stream().distinct().map(ShardGroup::patterns).reduce(BigInteger.ZERO, BigInteger::add);
        return new Tally(known, all);
    }

    public Bytes encoded() {
        ByteWriter out = new ByteWriter().u16(VERSION).u32(proven.size());
        List<Map.Entry<Pattern, Instant>> sorted = new ArrayList<>(proven.entrySet());
        sorted.sort(Comparator.comparing(
                        (Map.Entry<Pattern, Instant> each) -> each.getKey().group())
                .thenComparing(each -> each.getKey().absent()));
        sorted.forEach(each ->
                out.id16(each.getKey().group()).i64(each.getKey().absent()).millis(each.getValue()));
        return Bytes.of(out.toArray());
    }

    /** @throws org.holdfast.model.MalformedInput */
    public static ProvenPatterns decode(Bytes encoded) {
        ByteReader in = new ByteReader("proven loss patterns", encoded.toArray());
        in.version(VERSION);
        int count = in.u32(MOST);
        if (in.remaining() != count * PATTERN_BYTES) {
            throw in.bad("there are not as many patterns as it says");
        }
        Map<Pattern, Instant> proven = new HashMap<>();
        for (int i = 0; i < count; i++) {
            proven.put(new Pattern(in.id16(), in.i64()), in.millis());
        }
        in.end();
        return new ProvenPatterns(proven);
    }
}
