// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.schedule;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.holdfast.core.port.Ledger;
import org.holdfast.model.Bytes;

/** A ledger's settings on a disk that no power cut harms. */
final class MemorySettings implements Ledger.Settings {
    private final Map<String, Bytes> values = new HashMap<>();
    private final Map<String, Long> counters = new HashMap<>();

    @Override
    public Optional<Bytes> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    @Override
    public void put(String key, Bytes value) {
        values.put(key, value);
    }

    @Override
    public void remove(String key) {
        values.remove(key);
    }

    @Override
    public long next(String counter) {
        return counters.merge(counter, 1L, Long::sum);
    }

    @Override
    public void raise(String counter, long floor) {
        counters.merge(counter, floor, Math::max);
    }
}
