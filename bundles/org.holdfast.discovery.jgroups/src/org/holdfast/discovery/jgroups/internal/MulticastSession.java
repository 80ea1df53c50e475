// SPDX-License-Identifier: EPL-2.0
package org.holdfast.discovery.jgroups.internal;

import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.holdfast.spi.discovery.Discovery;
import org.holdfast.spi.discovery.Sighting;
import org.jgroups.JChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks on one virtual thread of its own, which opens the channel, opens it again when the network fails, and keeps time.
 * What is heard comes on JGroups' thread and goes straight to the consumer.
 */
public final class MulticastSession implements Discovery.Session {
    private static final Logger LOG = LoggerFactory.getLogger(MulticastSession.class);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final Duration ENDING = Duration.ofSeconds(10);

    private final Group group;
    private final Duration interval;
    private final Pace pace;
    private final RandomGenerator random;
    private final Supplier<byte[]> advert;
    private final Consumer<Sighting> heard;
    private final Allowance allowance;
    private final Thread speaker;

    private final Wishes wishes = new Wishes();
    private final Answers answers;
    private boolean flooded; // the speaker's

    /** @param random owned by the session's thread from here on, unless it is thread-safe */
    public MulticastSession(
            Group group,
            Duration interval,
            Pace pace,
            RandomGenerator random,
            Supplier<byte[]> advert,
            Consumer<Sighting> heard) {
        this.group = group;
        this.interval = interval;
        this.pace = pace;
        this.random = random;
        this.advert = advert;
        this.heard = heard;
        allowance = new Allowance(2 * pace.perSecond());
        answers = new Answers(interval.toNanos());
        speaker = Thread.ofVirtual().name("holdfast-multicast-" + group.name()).unstarted(this::run);
        speaker.setContextClassLoader(JChannel.class.getClassLoader()); // where JGroups finds its own resources
    }

    public void start() {
        speaker.start();
    }

    @Override
    public void query() {
        wishes.query();
    }

    @Override
    public void close() {
        wishes.close();
        if (Thread.currentThread() == speaker) {
            return;
        }
        try {
            if (!speaker.join(ENDING)) {
                LOG.warn("Multicast discovery on {} did not end within {} s", group.address(), ENDING.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        int failures = 0;
        while (wishes.isOpen()) {
            try (GroupChannel channel = open()) {
                LOG.info("Multicast discovery is open on {}", group.address());
                failures = 0;
                speak(channel);
            } catch (Exception e) {
                failures++;
                report(failures, e);
                pause(failures);
            }
        }
    }

    /** Some systems let an address be used that none of their interfaces has: nothing would come of it. */
    private GroupChannel open() throws Exception {
        if (!group.isHere()) {
            throw new SocketException(group.address().local() + " is no address of this machine");
        }
        return GroupChannel.open(group, allowance, this::hear);
    }

    private void report(int failures, Exception e) {
        if (failures == 1) {
            LOG.warn("Multicast discovery cannot use {}, and tries again until it can", group.address(), e);
        } else {
            LOG.debug("Multicast discovery still cannot use {}", group.address(), e);
        }
    }

    private void pause(int failures) {
        long doubled = pace.retry().toNanos() << Math.min(failures - 1, 10);
        wishes.pause(Math.min(doubled, Math.max(interval.toNanos(), pace.retry().toNanos())));
    }

    /** Until the session is closed or the address is gone from this machine. */
    private void speak(GroupChannel channel) throws Exception {
        channel.send(Datagrams.query());
        long untilAdvert = 0;
        long untilGrant = SECOND;
        while (wishes.isOpen() && group.isHere()) {
            if (untilAdvert <= 0) {
                advertise(channel);
                untilAdvert = jittered();
            }
            long waited = wishes.await(Math.min(untilAdvert, untilGrant));
            untilAdvert -= waited;
            untilGrant -= waited;
            answers.passed(waited);
            if (untilGrant <= 0) {
                grant();
                untilGrant = SECOND;
            }
            if (wishes.takeQuery()) {
                channel.send(Datagrams.query());
            }
            if (wishes.takeAnswer() && untilAdvert > pace.answer().toNanos() && answers.take()) {
                untilAdvert =
                        Math.min(untilAdvert, random.nextLong(pace.answer().toNanos() + 1));
            }
        }
    }

    private void advertise(GroupChannel channel) throws Exception {
        byte[] payload;
        try {
            byte[] own = advert.get();
            if (own.length == 0) {
                return; // nothing to say yet: this node is not a member
            }
            payload = Datagrams.advert(own);
        } catch (RuntimeException e) {
            LOG.warn("No advert could be sent: it could not be made", e);
            return;
        }
        channel.send(payload);
    }

    private long jittered() {
        long nanos = Math.max(interval.toNanos(), 1);
        return nanos - nanos / 10 + random.nextLong(nanos / 5 + 1);
    }

    private void grant() {
        long refused = allowance.grant(pace.perSecond());
        if (refused > 0 && !flooded) {
            LOG.warn("More than {} datagrams a second reach discovery; the rest is dropped", pace.perSecond());
        }
        flooded = refused > 0;
    }

    private void hear(Sighting sighting) {
        if (sighting instanceof Sighting.Query) {
            wishes.answer();
        }
        try {
            heard.accept(sighting);
        } catch (RuntimeException e) {
            LOG.warn("What discovery heard could not be used", e);
        }
    }
}
