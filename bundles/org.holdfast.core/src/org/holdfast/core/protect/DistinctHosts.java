// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.protect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many shards of a codeword are safe from each other: the most positions that can be matched to hosts so that no
 * two share one. After a repair a position may lie on several hosts and a host may hold several positions, so counting
 * either alone says too much. Bipartite matching by augmenting paths (Kuhn); n is at most 64.
 */
final class DistinctHosts {
    private final List<Set<String>> hostsOf = new ArrayList<>();
    private final Map<String, Integer> positionAt = new HashMap<>();

    private DistinctHosts(SegmentEvidence segment, Instant retainUntil) {
        for (int position = 0; position < segment.shape().n(); position++) {
            hostsOf.add(new HashSet<>());
        }
        for (ShardReceipt receipt : segment.receipts()) {
            if (!receipt.lockedUntil().isBefore(retainUntil)) {
                hostsOf.get(receipt.position()).add(receipt.host());
            }
        }
    }

    static int count(SegmentEvidence segment, Instant retainUntil) {
        DistinctHosts matching = new DistinctHosts(segment, retainUntil);
        int matched = 0;
        for (int position = 0; position < matching.hostsOf.size(); position++) {
            if (matching.place(position, new HashSet<>())) {
                matched++;
            }
        }
        return matched;
    }

    /** Gives a position a host of its own, moving others where that makes room. Depth: at most n. */
    private boolean place(int position, Set<String> tried) {
        for (String host : hostsOf.get(position)) {
            if (tried.add(host)) {
                Integer sitting = positionAt.get(host);
                if (sitting == null || place(sitting, tried)) {
                    positionAt.put(host, position);
                    return true;
                }
            }
        }
        return false;
    }
}
