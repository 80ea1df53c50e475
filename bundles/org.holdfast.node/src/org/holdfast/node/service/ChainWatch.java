// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.work.Rounds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether this node's logs are as they were written: each is a chain of hashes, looked through at the start and
 * once a day. Whoever makes all hashes anew from the changed entry on is not found out. Thread-safe.
 */
final class ChainWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChainWatch.class);
    private static final Duration DAY = Duration.ofDays(1);

    private final Map<String, Supplier<Optional<Long>>> chains;
    private final Rounds rounds;
    private volatile List<String> broken = List.of();

    /** @param chains by what people call the log: the first entry that does not fit, if there is one */
    ChainWatch(Map<String, Supplier<Optional<Long>>> chains, NodeClock clock) {
        this.chains = chains;
        this.rounds = new Rounds("chains of logs", DAY, clock, this::look);
    }

    void start() {
        rounds.start();
    }

    void look() {
        List<String> found = new ArrayList<>();
        chains.forEach((log, first) -> first.get()
                .ifPresent(number -> found.add("entry " + number + " of the " + log
                        + " is not as it was written, or one before it is gone: somebody, or a bad disk, changed the"
                        + " ledger")));
        if (!found.equals(broken)) {
            found.forEach(each -> LOG.warn("Look into it: {}", each));
        }
        broken = List.copyOf(found);
    }

    /** Which do not fit, as clauses. */
    List<String> broken() {
        return broken;
    }

    @Override
    public void close() {
        rounds.close();
    }
}
