// SPDX-License-Identifier: EPL-2.0
package org.holdfast.discovery.fixed.internal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.holdfast.model.NodeAddress;
import org.holdfast.spi.discovery.Discovery;
import org.holdfast.spi.discovery.Sighting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repeats a list on one virtual thread. */
public final class FixedSession implements Discovery.Session {
    private static final Logger LOG = LoggerFactory.getLogger(FixedSession.class);
    private static final Duration ENDING = Duration.ofSeconds(10);

    private enum Wish {
        REPEAT,
        END
    }

    private final List<NodeAddress> addresses;
    private final Duration interval;
    private final Consumer<Sighting> heard;
    private final BlockingQueue<Wish> wishes = new LinkedBlockingQueue<>();
    private final Thread teller;

    private FixedSession(List<NodeAddress> addresses, Duration interval, Consumer<Sighting> heard) {
        this.addresses = addresses;
        this.interval = interval;
        this.heard = heard;
        teller = Thread.ofVirtual().name("holdfast-fixed-list").unstarted(this::run);
    }

    public static FixedSession start(List<NodeAddress> addresses, Duration interval, Consumer<Sighting> heard) {
        FixedSession session = new FixedSession(addresses, interval, heard);
        session.teller.start();
        return session;
    }

    private void run() {
        try {
            Wish wish = Wish.REPEAT;
            while (wish != Wish.END) {
                addresses.forEach(this::tell);
                Wish next = wishes.poll(Math.max(interval.toNanos(), 1), TimeUnit.NANOSECONDS);
                wish = next == null ? Wish.REPEAT : next;
            }
        } catch (InterruptedException e) {
            LOG.debug("The fixed list ends with its process", e);
        }
    }

    private void tell(NodeAddress address) {
        try {
            heard.accept(new Sighting.Address(address));
        } catch (RuntimeException e) {
            LOG.warn("The address {} of the fixed list could not be used", address, e);
        }
    }

    @Override
    public void query() {
        if (wishes.isEmpty()) { // one repetition answers all that asked before it
            wishes.add(Wish.REPEAT);
        }
    }

    @Override
    public void close() {
        wishes.add(Wish.END);
        if (Thread.currentThread() == teller) {
            return;
        }
        try {
            if (!teller.join(ENDING)) {
                LOG.warn("The fixed list did not end within {} s", ENDING.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
