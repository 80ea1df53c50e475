// SPDX-License-Identifier: EPL-2.0
package org.holdfast.broker.internal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.holdfast.model.HoldfastException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sockets of a broker: one virtual thread for each connection, of which there are as many as {@link Places}, each
 * for one question and ten seconds at most. Logs a summary a minute while something happens, however much that is.
 */
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final int LOOKS_A_SUMMARY = 12;

    private final ServerSocket door;
    private final Desk desk;
    private final InstantSource clock;
    private final Places places = new Places();
    private final Guests guests = new Guests();
    private final Tally tally = new Tally();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread doorkeeper = Thread.ofVirtual().name("broker-door").unstarted(this::accept);

    /** @param door bound; closed with the server */
    public Server(ServerSocket door, Desk desk, InstantSource clock) {
        this.door = door;
        this.desk = desk;
        this.clock = clock;
    }

    public void start() {
        doorkeeper.start();
        Thread.ofVirtual().name("broker-keeper").start(this::keep);
    }

    public int port() {
        return door.getLocalPort();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                admit(door.accept());
            } catch (IOException e) {
                if (!door.isClosed()) {
                    LOG.warn("A connection could not be accepted: {}", e.toString());
                    await(LOOK);
                }
            }
        }
    }

    private void admit(Socket socket) throws IOException {
        SourceNetwork from = SourceNetwork.of(socket.getInetAddress());
        boolean welcome = places.enter(from);
        if (welcome && desk.admits(from, clock.instant())) {
            Thread.ofVirtual().name("broker-guest").start(() -> serve(socket, from));
            return;
        }
        if (welcome) {
            places.leave(from);
        }
        tally.turnedAway();
        socket.close();
    }

    private void serve(Socket socket, SourceNetwork from) {
        try (socket) {
            guests.add(socket);
            Question question = Question.read(new BufferedInputStream(socket.getInputStream()));
            Answer answer = desk.answer(question, from, clock.instant());
            tally.answered(answer.reception());
            socket.getOutputStream().write(answer.bytes());
        } catch (IOException | HoldfastException e) {
            tally.failed();
            LOG.debug("A connection ended without an answer: {}", e.toString());
        } finally {
            guests.remove(socket);
            places.leave(from);
        }
    }

    /** Ends guests that stay too long, forgets who did not come back, and says what happened. */
    private void keep() {
        for (int looks = 1; !await(LOOK); looks++) {
            guests.sweep();
            if (looks % LOOKS_A_SUMMARY == 0) {
                desk.directory().forget(clock.instant());
                tally.summary()
                        .ifPresent(said -> LOG.info(
                                "{} adverts of {} confederations; {}",
                                desk.directory().adverts(),
                                desk.directory().groups(),
                                said));
            }
        }
    }

    /** @return whether the server is closing */
    private boolean await(Duration time) {
        try {
            return closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true; // nobody but the end of the process interrupts these threads
        }
    }

    /** When it returns, nobody is let in any more: a socket in use closes only when the thread that waits at it has left. */
    @Override
    public void close() {
        closing.countDown();
        try {
            door.close();
            doorkeeper.join(LOOK);
        } catch (IOException e) {
            LOG.debug("The door ended badly: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        guests.endAll();
    }
}
