// SPDX-License-Identifier: EPL-2.0
package org.holdfast.broker.internal;

import java.io.IOException;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Open connections, in two generations: whoever is seen by two sweeps has stayed too long, whether it sent nothing or a
 * byte now and then. Thread-safe.
 */
final class Guests {
    private static final Logger LOG = LoggerFactory.getLogger(Guests.class);
    private final Set<Socket> fresh = ConcurrentHashMap.newKeySet();
    private final Set<Socket> seen = ConcurrentHashMap.newKeySet();

    void add(Socket socket) {
        fresh.add(socket);
    }

    void remove(Socket socket) {
        fresh.remove(socket);
        seen.remove(socket);
    }

    void sweep() {
        seen.forEach(Guests::end);
        seen.clear();
        fresh.forEach(socket -> {
            if (fresh.remove(socket)) {
                seen.add(socket);
            }
        });
    }

    void endAll() {
        fresh.forEach(Guests::end);
        seen.forEach(Guests::end);
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("A connection ended badly: {}", e.toString());
        }
    }
}
