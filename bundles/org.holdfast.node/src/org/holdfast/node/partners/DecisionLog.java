// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.partners;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.holdfast.core.select.Decision;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.spi.policy.Candidate;

/** The latest decisions about candidates, for {@code partner why}; the same one again counts as new. Thread-safe. */
public final class DecisionLog {
    private static final int REMEMBERED = 500;

    private final NodeClock clock;
    private final Deque<Recorded> decisions = new ArrayDeque<>(); // guarded by this

    /** A decision with its time. */
    public record Recorded(Instant time, Decision decision) {}

    public DecisionLog(NodeClock clock) {
        this.clock = clock;
    }

    synchronized void record(List<Decision> made) {
        for (Decision each : made) {
            decisions.removeIf(old -> old.decision().equals(each));
            decisions.addLast(new Recorded(clock.instant(), each));
        }
        while (decisions.size() > REMEMBERED) {
            decisions.removeFirst();
        }
    }

    /** Those on nodes with this name, or whose id begins so, oldest first. */
    public synchronized List<Recorded> about(String node) {
        return decisions.stream()
                .filter(each -> names(each.decision().judged().candidate(), node))
                .toList();
    }

    private static boolean names(Candidate candidate, String node) {
        return candidate.name().equals(node) || candidate.id().toString().startsWith(node);
    }
}
