// SPDX-License-Identifier: EPL-2.0
package org.holdfast.broker.internal;

import java.util.HashMap;
import java.util.Map;

/** How many places there are, in all and for one site, and who has taken some. Not thread-safe. */
final class Shares {
    private final int most;
    private final int mostOfSite;
    private final Map<SourceNetwork, Integer> taken = new HashMap<>(); // by site
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
        return taken.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    void take(SourceNetwork site) {
        taken.merge(site, 1, Integer::sum);
        all++;
    }

    void leave(SourceNetwork site) {
        taken.computeIfPresent(site, (each, places) -> places == 1 ? null : places - 1);
        all--;
    }
}
