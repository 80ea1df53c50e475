// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.work;

import java.time.Duration;
import org.holdfast.node.clock.NodeClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something again and again on a virtual thread of its own. A round that fails is logged, and the next one comes. */
public final class Rounds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final String name;
    private final Duration pause;
    private final NodeClock clock;
    private final Round round;
    private final Thread thread;
    private volatile boolean closed;

    /** One round. */
    @FunctionalInterface
    public interface Round {
        void run() throws InterruptedException;
    }

    /** @param pause between the end of a round and the next */
    public Rounds(String name, Duration pause, NodeClock clock, Round round) {
        this.name = name;
        this.pause = pause;
        this.clock = clock;
        this.round = round;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::goRound);
    }

    public void start() {
        thread.start();
    }

    private void goRound() {
        try {
            while (!closed) {
                once();
                clock.sleep(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it is closed
        }
    }

    private void once() throws InterruptedException {
        try {
            round.run();
        } catch (RuntimeException e) {
            LOG.error("A round of the {} failed; the next one comes in {} s", name, pause.toSeconds(), e);
        }
    }

    /** Interrupts the round that is running and waits for its end; there is none after it. */
    @Override
    public void close() {
        closed = true;
        Ending.of(thread);
    }
}
