// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.repair;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a repair came to.
 *
 * @param segments that wanted something
 * @param shards that were made anew and have their receipts
 * @param bytes of these
 * @param waiting shards that could not be made anew now
 * @param troubles why, each reason once
 */
public record Repairs(long segments, long shards, long bytes, long waiting, List<String> troubles) {
    /** Nothing was wanted. */
    public static final Repairs NOTHING = new Repairs(0, 0, 0, 0, List.of());

    private static final int TROUBLES = 5;

    public Repairs {
        troubles = List.copyOf(troubles);
    }

    /** One more shard. */
    static Repairs shard(long bytes) {
        return new Repairs(0, 1, bytes, 0, List.of());
    }

    /** Shards that wait. */
    static Repairs waits(int shards, String why) {
        return new Repairs(0, 0, 0, shards, List.of(why));
    }

    /** One more segment. */
    static Repairs segment() {
        return new Repairs(1, 0, 0, 0, List.of());
    }

    Repairs plus(Repairs more) {
        return new Repairs(
                segments + more.segments,
                shards + more.shards,
                bytes + more.bytes,
                waiting + more.waiting,
                Stream.concat(troubles.stream(), more.troubles.stream())
                        .distinct()
                        .limit(TROUBLES)
                        .toList());
    }
}
