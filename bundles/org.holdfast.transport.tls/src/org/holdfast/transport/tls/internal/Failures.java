// SPDX-License-Identifier: EPL-2.0
package org.holdfast.transport.tls.internal;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.NodeAddress;
import org.jspecify.annotations.Nullable;

/** What went wrong, in words for an admin and with the code that decides what happens next. */
final class Failures {
    private Failures() {}

    /** May come back by itself. */
    static HoldfastException lost(NodeAddress peer, String why, @Nullable Throwable cause) {
        return new HoldfastException(
                ErrorCode.PEER_LOST, peer.toString(), "no connection with " + peer + ": " + why, true, cause);
    }

    static HoldfastException misbehaved(NodeAddress peer, String why, @Nullable Throwable cause) {
        return new HoldfastException(
                ErrorCode.PEER_MISBEHAVED, peer.toString(), "no conversation with " + peer + ": " + why, false, cause);
    }

    static HoldfastException impostor(NodeAddress peer, DeviceKey expected, DeviceKey shown, Throwable cause) {
        return new HoldfastException(
                ErrorCode.PEER_IMPOSTOR,
                peer.toString(),
                "whoever answers at " + peer + " has the key " + brief(shown) + "…, but " + brief(expected)
                        + "… was expected; another machine may have taken over the address",
                false,
                cause);
    }

    static HoldfastException timedOut(
            NodeAddress peer, Duration patience, String waitedFor, @Nullable Throwable cause) {
        return new HoldfastException(
                ErrorCode.TIMED_OUT,
                peer.toString(),
                "waited " + patience.toMillis() + " ms for " + waitedFor + " " + peer,
                true,
                cause);
    }

    /** A handshake or a connection attempt that failed for a reason the network reports. */
    static HoldfastException connecting(NodeAddress peer, IOException cause) {
        if (cause instanceof UnknownHostException) {
            return lost(peer, "this name has no address", cause);
        }
        if (brokenOff(cause)) {
            return lost(peer, "it closed the connection before both keys were proved", cause);
        }
        return !(cause instanceof SSLException)
                ? lost(peer, String.valueOf(cause.getMessage()), cause)
                : misbehaved(peer, "it does not speak TLS 1.3 as a node does (" + cause.getMessage() + ")", cause);
    }

    private static boolean brokenOff(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof EOFException || each.getClass() == SocketException.class) {
                return true;
            }
        }
        return false;
    }

    private static String brief(DeviceKey key) {
        return key.toString().substring(0, 16);
    }
}
