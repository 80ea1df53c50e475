// SPDX-License-Identifier: EPL-2.0
package org.holdfast.discovery.broker.internal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.holdfast.discovery.broker.internal.BrokerAnswer.Reception;
import org.holdfast.model.Bytes;
import org.holdfast.model.NodeAddress;
import org.holdfast.spi.discovery.Sighting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Visits one broker on a virtual thread of its own, until it is ended. Says once that the broker fails, and once that it
 * answers again; the log does not grow with the time that a broker is away.
 */
final class Visitor {
    private static final Logger LOG = LoggerFactory.getLogger(Visitor.class);
    private static final int PATIENCE = (int) Duration.ofSeconds(5).toMillis();
    private static final Duration ENDING = Duration.ofSeconds(10);

    private final NodeAddress broker;
    private final Pace pace;
    private final RandomGenerator random;
    private final BrokerSession.Member member;
    private final Patience patience = new Patience();
    private final Thread thread;
    private volatile Socket open = new Socket(); // closed by end(), which cannot wait for a broker that drips

    private boolean failing; // the thread's, as the next one
    private Reception said = Reception.TAKEN;

    Visitor(NodeAddress broker, Pace pace, RandomGenerator random, BrokerSession.Member member) {
        this.broker = broker;
        this.pace = pace;
        this.random = random;
        this.member = member;
        thread = Thread.ofVirtual().name("holdfast-broker-" + broker).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Somebody is wanted: the next visit comes as soon as the pace allows. */
    void hurry() {
        patience.hurry();
    }

    private void run() {
        int wantedInARow = 0;
        patience.await(0, pace.untilFirst(random));
        while (patience.isOpen()) {
            visit();
            boolean wanted = patience.await(pace.gap(wantedInARow), pace.untilNext(random));
            wantedInARow = wanted ? wantedInARow + 1 : 0;
        }
    }

    private void visit() {
        try {
            hear(exchange(own()));
            if (failing) {
                LOG.info("The broker {} answers again", broker);
            }
            failing = false;
        } catch (IOException e) {
            failed(e);
        }
    }

    /** Nothing, if it cannot be made: such a node still hears the others. */
    private byte[] own() {
        try {
            return member.advert().get();
        } catch (RuntimeException e) {
            LOG.warn("The broker {} is told nothing: no advert could be made", broker, e);
            return new byte[0];
        }
    }

    private BrokerAnswer exchange(byte[] advert) throws IOException {
        try (Socket socket = new Socket()) {
            open = socket;
            if (!patience.isOpen()) {
                throw new IOException("discovery ends");
            }
            socket.connect(new InetSocketAddress(broker.host(), broker.port()), PATIENCE);
            socket.setSoTimeout(PATIENCE);
            socket.getOutputStream().write(BrokerQuestion.bytes(member.group(), BrokerQuestion.MOST_WANTED, advert));
            return BrokerAnswer.read(new BufferedInputStream(socket.getInputStream()), BrokerQuestion.MOST_WANTED);
        }
    }

    private void hear(BrokerAnswer answer) {
        LOG.debug(
                "Broker {} knows {} and told of {}",
                broker,
                answer.known(),
                answer.adverts().size());
        if (answer.reception() != said && answer.reception() != Reception.TAKEN) {
            LOG.warn("The broker {} does not pass this node on to others: {}", broker, answer.reception());
        }
        said = answer.reception();
        answer.adverts().forEach(this::pass);
    }

    private void pass(Bytes advert) {
        try {
            member.heard().accept(new Sighting.Advert(advert));
        } catch (RuntimeException e) {
            LOG.warn("What the broker {} told could not be used", broker, e);
        }
    }

    private void failed(IOException e) {
        if (failing || !patience.isOpen()) {
            LOG.debug("The broker {} still fails: {}", broker, e.toString());
            return;
        }
        failing = true;
        LOG.warn("The broker {} cannot be used, and is tried again until it can: {}", broker, e.toString());
    }

    void end() {
        patience.close();
        try {
            open.close();
        } catch (IOException e) {
            LOG.debug("The connection to broker {} ended badly: {}", broker, e.toString());
        }
    }

    void await() {
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            if (!thread.join(ENDING)) {
                LOG.warn("The visit to broker {} did not end within {} s", broker, ENDING.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
