// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Watches over one node: asks for its status again and again, on a thread of its own, and tells listeners, on that thread.
 * A node that was started, stopped, upgraded or got another token is found again by itself.
 */
public final class NodeLink implements AutoCloseable {
    private final ControlClient client;
    private final Pace pace;
    private final String version;
    private final List<Consumer<LinkState>> listeners = new CopyOnWriteArrayList<>();
    private final Semaphore hurry = new Semaphore(0);
    private final Thread watcher;
    private volatile LinkState state = new LinkState.Connecting();
    private volatile Access access = Access.UNKNOWN;

    /** @param version of this program, to compare a node's with */
    public NodeLink(NodePlace place, Pace pace, String version) {
        this.client = new ControlClient(place);
        this.pace = pace;
        this.version = version;
        this.watcher = Thread.ofVirtual().name("link " + place.shown()).unstarted(this::watch);
    }

    /** Begins to ask. */
    public NodeLink open() {
        watcher.start();
        return this;
    }

    public NodePlace place() {
        return client.place();
    }

    public ControlClient client() {
        return client;
    }

    /** What is known now. */
    public LinkState state() {
        return state;
    }

    /** What the console may do there, as the node said last. */
    public Access access() {
        return access;
    }

    /** Is told every answer, also if it says the same as the one before; from the link's thread. */
    public void listen(Consumer<LinkState> listener) {
        listeners.add(listener);
    }

    public void ignore(Consumer<LinkState> listener) {
        listeners.remove(listener);
    }

    /** Asks at once instead of waiting on. */
    public void hurry() {
        hurry.release();
    }

    private void watch() {
        int failures = 0;
        try {
            while (true) {
                LinkState now = ask();
                if (Thread.interrupted()) {
                    return;
                }
                failures = now instanceof LinkState.Up ? 0 : failures + 1;
                state = now;
                listeners.forEach(each -> each.accept(now));
                hurry.tryAcquire(pace.next(now, failures).toNanos(), TimeUnit.NANOSECONDS);
                hurry.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    /** A node that is being started anew writes its token before its port, so a refusal is checked once more. */
    private LinkState ask() {
        LinkState first = askOnce();
        return first instanceof LinkState.Refused ? askOnce() : first;
    }

    private LinkState askOnce() {
        try {
            var status = client.status();
            access = client.access();
            return new LinkState.Up(status, LinkState.Age.of(status.version(), version), access);
        } catch (RuntimeException e) { // whatever it is: nobody else would say that the link's thread is dead
            return LinkState.of(ControlException.of(e));
        }
    }

    /** Asks no more, and tells nobody anything any more; returns at once. */
    @Override
    public void close() {
        listeners.clear();
        watcher.interrupt();
    }
}
