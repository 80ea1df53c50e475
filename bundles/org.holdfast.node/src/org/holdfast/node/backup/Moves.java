// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How often a chunk that the index knew already was stored anew at another place. Whoever has marked what snapshots need
 * by places has to mark again when this has changed: equal directories do not show it. Thread-safe.
 */
public final class Moves {
    private final AtomicLong count = new AtomicLong();

    /** Before the new places are found. */
    public void add(long more) {
        count.addAndGet(more);
    }

    public long count() {
        return count.get();
    }
}
