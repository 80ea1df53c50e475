// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.coding;

/** How a reconstruction ended. */
public sealed interface Decoded {
    /** Every shard is present now. */
    record Complete() implements Decoded {}

    /**
     * Too few shards: {@code have} are present, and {@code need} is the least number that would do together with them.
     * From m to {@link ErasureCode#alwaysEnough}: with an optimal code always m, with another it depends on which shards
     * are there, and not every {@code need − have} more will do.
     */
    record NeedMore(int have, int need) implements Decoded {}
}
