// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door for ordinary users of this machine: a Unix socket on which the system says who is at the other end
 * (SO_PEERCRED), so that nobody needs a token or a password. One conversation a user and eight in all at a time; each on a
 * platform thread, as it waits in a selector.
 */
final class UserSocket implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UserSocket.class);
    private static final int MOST = 8;
    private static final int BACKLOG = 16;

    private final Path place;
    private final ServerSocketChannel door;
    private final UserTalk talk;
    private final Set<String> present = ConcurrentHashMap.newKeySet();

    /** @throws HoldfastException PORT_IN_USE if there can be no such socket there */
    UserSocket(Path place, UserTalk talk) {
        this.place = place;
        this.talk = talk;
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

    private void accept() {
        while (door.isOpen()) {
            try {
                SocketChannel caller = door.accept();
                Thread.ofPlatform().daemon().name("user").start(() -> serve(caller));
            } catch (AsynchronousCloseException e) {
                return; // the node stops
            } catch (IOException e) {
                LOG.warn("A user of this machine could not be let in: {}", e.getMessage());
            }
        }
    }

    private void serve(SocketChannel caller) {
        try (caller) {
            UnixDomainPrincipal peer = caller.getOption(ExtendedSocketOptions.SO_PEERCRED);
            String user = peer.user().getName();
            if (present.size() < MOST && present.add(user)) {
                try {
                    talk.hold(user, caller);
                } finally {
                    present.remove(user); // before it is hung up: who hears that may ask the next thing
                }
            } else {
                talk.refuse(caller);
            }
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("A user of this machine went away: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        close(door);
        try {
            Files.deleteIfExists(place);
        } catch (IOException e) {
            LOG.warn("{} cannot be deleted: {}", place, e.getMessage());
        }
    }
}
