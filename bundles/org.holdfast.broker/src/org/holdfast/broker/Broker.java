// SPDX-License-Identifier: EPL-2.0
package org.holdfast.broker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.holdfast.broker.internal.Desk;
import org.holdfast.broker.internal.Directory;
import org.holdfast.broker.internal.Server;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/** A running broker. What it knows is in memory only; nodes tell it again within minutes of its start. */
public final class Broker implements AutoCloseable {
    private final Server server;

    private Broker(Server server) {
        this.server = server;
    }

    /**
     * Listens from now on.
     *
     * @param random thread-safe; which adverts are suggested
     * @throws HoldfastException PORT_IN_USE
     */
    public static Broker open(BrokerSettings settings, InstantSource clock, RandomGenerator random) {
        Directory directory = new Directory(random);
        Server server = new Server(listen(settings), new Desk(directory, settings.only(), clock.instant()), clock);
        server.start();
        return new Broker(server);
    }

    private static ServerSocket listen(BrokerSettings settings) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.bind(new InetSocketAddress(settings.bind(), settings.port()));
            return socket;
        } catch (IOException e) {
            throw new HoldfastException(
                    ErrorCode.PORT_IN_USE,
                    settings.bind() + ":" + settings.port(),
                    "The broker cannot listen on " + settings.bind() + " port " + settings.port() + ": "
                            + e.getMessage() + ". End what uses it, or choose another --port or --bind.",
                    e);
        }
    }

    public int port() {
        return server.port();
    }

    /** Ends it; idempotent. */
    @Override
    public void close() {
        server.close();
    }
}
