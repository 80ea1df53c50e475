// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door for ordinary users of this machine: a Unix socket on which the system says who is at the other end
 * (SO_PEERCRED), so that nobody needs a token or a password. At most {@link Crowd 64 connections, four of a user}; each on
 * a platform thread, as it waits in a selector.
 */
final class UserSocket implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UserSocket.class);
    private static final int MOST = 64;
    private static final int MOST_OF_ONE = 4;
    private static final int BACKLOG = 16;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Path place;
    private final ServerSocketChannel door;
    private final UserTalk talk;
    private final ThreadFactory threads;
    private final Crowd crowd = new Crowd(MOST, MOST_OF_ONE);
    private final CountDownLatch closed = new CountDownLatch(1);

    /** @throws HoldfastException PORT_IN_USE if there can be no such socket there */
    UserSocket(Path place, UserTalk talk) {
        this(place, talk, Thread.ofPlatform().daemon().name("user").factory());
    }

    /** @param threads make one for each caller */
    UserSocket(Path place, UserTalk talk, ThreadFactory threads) {
        this.place = place;
        this.talk = talk;
        this.threads = threads;
        this.door = open(place);
        Thread.ofPlatform().daemon().name("users").start(this::accept);
    }

    private static ServerSocketChannel open(Path place) {
        ServerSocketChannel channel = null;
        try {
            requirePeers();
            channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            if (Files.exists(place) && !Files.isRegularFile(place) && !Files.isDirectory(place)) {
                Files.delete(place); // of a node that was killed: two nodes never have one data folder
            }
            channel.bind(UnixDomainSocketAddress.of(place), BACKLOG);
            Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rw-rw-rw-"));
            return channel;
        } catch (IOException | UnsupportedOperationException e) {
            close(channel);
            throw new HoldfastException(
                    ErrorCode.PORT_IN_USE,
                    place.toString(),
                    "Users of this machine cannot ask the node at " + place + " (" + e.getMessage()
                            + "). 'users.socket' has to name a new socket in a folder that is there.",
                    e);
        }
    }

    /** @throws UnsupportedOperationException where the system does not say who is at the other end */
    private static void requirePeers() throws IOException {
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            if (!probe.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)) {
                throw new UnsupportedOperationException("this system does not say who calls");
            }
        }
    }

    private static void close(@Nullable ServerSocketChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            LOG.debug("A socket that was not opened cannot be closed", e);
        }
    }

    /** Goes on whatever happens, until the node stops: nobody would notice that the door is dead. */
    private void accept() {
        while (door.isOpen()) {
            try {
                admit(door.accept());
            } catch (ClosedChannelException e) {
                return; // the node stops
            } catch (IOException | RuntimeException | Error e) { // no descriptors, no threads: both come back
                LOG.warn("A user of this machine could not be let in; trying again in {} s", PAUSE.toSeconds(), e);
                pause();
            }
        }
    }

    private void pause() {
        try {
            if (closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("The door for users is closed");
            }
        } catch (InterruptedException e) {
            LOG.warn("The door for users was told to wait no more; it goes on", e);
        }
    }

    private void admit(SocketChannel caller) throws IOException {
        if (!crowd.comes()) {
            turnAway(caller);
            return;
        }
        boolean begun = false;
        try {
            threads.newThread(() -> serve(caller)).start();
            begun = true;
        } finally {
            if (!begun) {
                crowd.leaves();
                caller.close();
            }
        }
    }

    /** Without waiting for what it asks. */
    private static void turnAway(SocketChannel caller) {
        try (caller) {
            caller.configureBlocking(false);
            caller.write(ByteBuffer.wrap((Json.error(UserTalk.busy()) + "\n").getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) { // its trouble, not the door's
            LOG.debug("A user of this machine went away before hearing that others are served: {}", e.getMessage());
        }
    }

    private void serve(SocketChannel caller) {
        try (caller) {
            serveKnown(caller);
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("A user of this machine went away: {}", e.getMessage());
        } catch (RuntimeException | Error e) {
            LOG.error("A user of this machine got no answer", e);
        } finally {
            crowd.leaves();
        }
    }

    private void serveKnown(SocketChannel caller) throws IOException {
        UnixDomainPrincipal peer = caller.getOption(ExtendedSocketOptions.SO_PEERCRED);
        String user = peer.user().getName();
        String counted = UserTalk.isName(user) ? user : ""; // who may map numbers has a great many without a name
        if (!crowd.is(counted)) {
            turnAway(caller);
            return;
        }
        try {
            talk.hold(user, caller);
        } finally {
            crowd.isNoMore(counted);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        close(door);
        try {
            Files.deleteIfExists(place);
        } catch (IOException e) {
            LOG.warn("{} cannot be deleted: {}", place, e.getMessage());
        }
    }
}
