// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.tree;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** A stretch of a sparse file that holds data. */
public record Extent(long offset, long length) {
    public Extent {
        if (offset < 0 || length < 1 || offset > Long.MAX_VALUE - length) {
            throw new IllegalArgumentException("an extent of " + length + " bytes at " + offset);
        }
    }

    /** Where it ends. */
    public long end() {
        return offset + length;
    }

    /**
     * At most {@code most} extents that hold all the data: where there are more, the smallest holes between them are
     * closed, and count as data from then on.
     *
     * @param extents ascending, not overlapping
     */
    public static List<Extent> limited(List<Extent> extents, int most) {
        int surplus = extents.size() - most;
        if (surplus <= 0) {
            return List.copyOf(extents);
        }
        BitSet closed = new BitSet();
        IntStream.range(1, extents.size())
                .boxed()
                .sorted(Comparator.comparingLong(i -> hole(extents, i)))
                .limit(surplus)
                .forEach(closed::set);
        List<Extent> joined = new ArrayList<>(most);
        for (int i = 0; i < extents.size(); ) {
            int next = closed.nextClearBit(i + 1);
            int last = Math.min(next, extents.size()) - 1;
            long from = extents.get(i).offset();
            joined.add(new Extent(from, extents.get(last).end() - from));
            i = next;
        }
        return joined;
    }

    /** Bytes between an extent and the one before. */
    private static long hole(List<Extent> extents, int i) {
        return extents.get(i).offset() - extents.get(i - 1).end();
    }
}
