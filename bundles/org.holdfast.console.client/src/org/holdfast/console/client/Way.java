// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client;

import java.io.IOException;
import java.net.HttpURLConnection;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.trust.pass.RemoteDoor;

/** The way to a node, for one call. */
sealed interface Way permits HomeWay, Way.Remote {
    /** @throws ControlException if the files that say how it is asked are not there, or cannot be read */
    static Way to(NodePlace place) {
        return switch (place) {
            case NodeHome home -> new HomeWay(home, home.door());
            case NodeElsewhere elsewhere -> new Remote(new RemoteDoor(elsewhere.address(), elsewhere.read()));
        };
    }

    /** A connection, not yet opened. @param resource path and query */
    HttpURLConnection open(String resource) throws IOException;

    /** What it means that the call broke off. */
    ControlException broken(IOException cause);

    /** What answers there is no node, or says nothing. @param why a clause */
    ControlException silent(String why, Throwable cause);

    /** Whether the other side can be gone without this side hearing of it: a network was pulled out between them. */
    boolean mayVanish();

    /** With a pass. */
    record Remote(RemoteDoor door) implements Way {
        @Override
        public HttpURLConnection open(String resource) throws IOException {
            return door.open(resource);
        }

        @Override
        public ControlException broken(IOException cause) {
            return of(door.broken(cause));
        }

        @Override
        public ControlException silent(String why, Throwable cause) {
            return of(door.unreachable(why, cause));
        }

        private static ControlException of(HoldfastException failure) {
            return new ControlException(
                    failure.code() == ErrorCode.PEER_IMPOSTOR
                            ? ControlException.Kind.IMPOSTOR
                            : ControlException.Kind.SILENT,
                    failure.code().name(),
                    String.valueOf(failure.getMessage()),
                    failure);
        }

        @Override
        public boolean mayVanish() {
            return true;
        }
    }
}
