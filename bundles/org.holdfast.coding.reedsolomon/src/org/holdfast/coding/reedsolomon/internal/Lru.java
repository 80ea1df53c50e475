// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.reedsolomon.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * A bounded cache that makes what it lacks and forgets what was not asked for longest. Thread-safe: its own lock
 * guards the map, and is held while a value is made, so that no value is made twice at once.
 */
public final class Lru<K, V> {
    private final Map<K, V> entries;
    private final Function<K, V> maker;

    public Lru(int capacity, Function<K, V> maker) {
        this.maker = maker;
        this.entries = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > capacity;
            }
        };
    }

    public synchronized V get(K key) {
        V known = entries.get(key);
        if (known == null) {
            known = maker.apply(key);
            entries.put(key, known);
        }
        return known;
    }
}
