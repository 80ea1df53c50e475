// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.coding;

/** How a reconstruction ended. */
public sealed interface Decoded {
    /** Every shard is present now. */
    record Complete() implements Decoded {}

    /** Too few shards: {@code have} are present, {@code need} would do. */
    record NeedMore(int have, int need) implements Decoded {}
}
