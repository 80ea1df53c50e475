// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.pages;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.holdfast.format.segment.Composition.Span;
import org.holdfast.model.ChunkId;

/**
 * Which chunks may be bases. A base of which the file uses less than half is not used further: what little is needed of it
 * is stored anew when its chunk changes, and at once when the bases of a file have grown to more than twice the file. So a
 * file keeps no more than that alive, whatever is written to it, and rewriting costs less than what it sets free. Nor has a
 * chunk more than a few bases, as each may have to be fetched for it.
 *
 * @param good tells whether a chunk may be one
 * @param crowded whether the others have to go now
 */
record Bases(Predicate<ChunkId> good, boolean crowded, boolean isEmpty) {
    /** No notes, so nothing to build on. */
    static final Bases NONE = new Bases(id -> false, false, true);

    private static final int MOST = 7;
    private static final int KEPT_OF_TOO_MANY = 4;

    /** @param uses bytes of the file in each chunk; none if they are too many to be counted */
    static Bases judge(Optional<Map<ChunkId, Long>> uses, ChunkDepot depot) {
        return uses.map(counted -> judge(counted, depot))
                .orElseGet(() -> new Bases(id -> depot.base(id).isPresent(), false, false));
    }

    private static Bases judge(Map<ChunkId, Long> uses, ChunkDepot depot) {
        Set<ChunkId> good = new HashSet<>();
        long used = 0;
        long kept = 0;
        for (Map.Entry<ChunkId, Long> each : uses.entrySet()) {
            Optional<Integer> length = depot.base(each.getKey());
            used += each.getValue();
            kept += length.orElse(0);
            if (length.filter(whole -> each.getValue() * 2 >= whole).isPresent()) {
                good.add(each.getKey());
            }
        }
        return new Bases(good::contains, kept > 2 * used, good.isEmpty());
    }

    boolean areGood(List<Span> spans) {
        return spans.stream().map(Span::base).allMatch(good);
    }

    /** Whether a chunk should be put together anew, so that a base can go. */
    boolean shouldChange(ChunkDepot.Standing there) {
        return crowded && there.composed() && !there.spans().isEmpty() && !areGood(there.spans());
    }

    /** Where a chunk would have too many bases, only the largest stay, and the rest is stored anew. */
    static List<Stretch> limit(List<Stretch> stretches) {
        Map<ChunkId, Integer> sizes = new HashMap<>();
        stretches.forEach(each -> each.spans().forEach(span -> sizes.merge(span.base(), span.length(), Integer::sum)));
        if (sizes.size() <= MOST) {
            return stretches;
        }
        Set<ChunkId> largest = sizes.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<ChunkId, Integer> each) -> -each.getValue()))
                .limit(KEPT_OF_TOO_MANY)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return stretches.stream()
                .map(each -> each.spans().stream().map(Span::base).allMatch(largest::contains) ? each : each.anew())
                .toList();
    }
}
