// SPDX-License-Identifier: EPL-2.0
package org.holdfast.broker.internal;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.TreeMap;

/** How many places there are, in all and for one site, and who has taken some. Not thread-safe. */
final class Shares {
    private final int most;
    private final int mostOfSite;
    private final Map<SourceNetwork, Integer> taken = new HashMap<>(); // by site
    private final TreeMap<Integer, LinkedHashSet<SourceNetwork>> bySize = new TreeMap<>(); // the sites with so many
    private int all;

    Shares(int most, int mostOfSite) {
        this.most = most;
        this.mostOfSite = mostOfSite;
    }

    int all() {
        return all;
    }

    boolean isFull() {
        return all >= most;
    }

    boolean isFull(SourceNetwork site) {
        return of(site) >= mostOfSite;
    }

    int of(SourceNetwork site) {
        return taken.getOrDefault(site, 0);
    }

    /** Who has most places; there must be somebody. */
    SourceNetwork largest() {
        return bySize.lastEntry().getValue().getFirst();
    }

    void take(SourceNetwork site) {
        change(site, 1);
    }

    void leave(SourceNetwork site) {
        change(site, -1);
    }

    private void change(SourceNetwork site, int by) {
        int before = of(site);
        int after = before + by;
        bySize.computeIfPresent(before, (size, sites) -> sites.remove(site) && sites.isEmpty() ? null : sites);
        taken.remove(site);
        if (after > 0) {
            taken.put(site, after);
            bySize.computeIfAbsent(after, size -> new LinkedHashSet<>()).add(site);
        }
        all += by;
    }
}
