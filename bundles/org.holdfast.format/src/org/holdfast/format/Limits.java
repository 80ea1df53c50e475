// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format;

/** Sizes that several structures share (docs/format.md, limits). */
public final class Limits {
    /** Shards and payloads are multiples of this many bytes, so that partners learn nothing finer from them. */
    public static final int GRAIN = 16 << 10;

    /** The longest segment, and so the longest shard, in bytes. */
    public static final int SEGMENT = 64 << 20;

    private Limits() {}

    /** Whether a shard may have this many bytes. */
    public static boolean isShardLength(int bytes) {
        return bytes >= GRAIN && bytes <= SEGMENT && bytes % GRAIN == 0;
    }
}
