// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/** The addresses of this machine. */
final class OwnAddresses {
    private OwnAddresses() {}

    /** Those at which a node with these settings is reached: what it advertises, else where it listens, else all. */
    static List<InetAddress> of(NodeSettings settings) {
        for (Setting named : List.of(Setting.ADVERTISE, Setting.BIND_ADDRESS)) {
            String given = settings.text(named);
            if (isLiteral(given) && !InetAddress.ofLiteral(given).isAnyLocalAddress()) {
                return List.of(InetAddress.ofLiteral(given));
            }
        }
        return found();
    }

    /** A name is not looked up: that may take long, and says nothing of where this machine stands. */
    private static boolean isLiteral(String address) {
        try {
            return !address.isEmpty() && InetAddress.ofLiteral(address).getAddress().length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** All that others could dial: none of the loopback, none that holds on one link only. */
    static List<InetAddress> found() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .toList();
        } catch (SocketException e) {
            throw new HoldfastException(
                    ErrorCode.INTERNAL,
                    "network",
                    "The addresses of this machine cannot be read: " + e.getMessage(),
                    e);
        }
    }
}
