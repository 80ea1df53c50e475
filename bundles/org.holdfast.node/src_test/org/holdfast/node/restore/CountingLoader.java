// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.holdfast.model.SegmentId;

/** Counts what another loader is asked for. */
public final class CountingLoader implements SegmentLoader {
    private final SegmentLoader loader;
    private final Map<SegmentId, Integer> loads = new ConcurrentHashMap<>();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();

    public CountingLoader(SegmentLoader loader) {
        this.loader = loader;
    }

    @Override
    public byte[] load(SegmentId id) {
        loads.merge(id, 1, Integer::sum);
        mostAtOnce.accumulateAndGet(running.incrementAndGet(), Math::max);
        try {
            return loader.load(id);
        } finally {
            running.decrementAndGet();
        }
    }

    @Override
    public long length(SegmentId id) {
        return loader.length(id);
    }

    /** How often each segment was loaded. */
    public Map<SegmentId, Integer> loads() {
        return loads;
    }

    public int mostAtOnce() {
        return mostAtOnce.get();
    }
}
