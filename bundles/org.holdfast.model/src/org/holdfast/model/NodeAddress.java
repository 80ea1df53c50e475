// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

/** Where a node may be dialled. Only a hint: who answers is proved by its key. */
public record NodeAddress(String host, int port) {
    public NodeAddress {
        if (host.isBlank() || port < 1 || port > 0xFFFF) {
            throw new IllegalArgumentException("an address is HOST:PORT, not " + host + ":" + port);
        }
    }

    /** Reads {@code HOST:PORT} or {@code [IPv6]:PORT}. @throws IllegalArgumentException if it is neither */
    public static NodeAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("an address is HOST:PORT, not '" + text + "'");
        }
        String host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        try {
            return new NodeAddress(host, Integer.parseInt(text.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("an address is HOST:PORT, not '" + text + "'", e);
        }
    }

    @Override
    public String toString() {
        return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    }
}
