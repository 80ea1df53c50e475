// SPDX-License-Identifier: EPL-2.0
package org.holdfast.notice.webhook;

import java.net.URI;
import java.net.URISyntaxException;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/** Where a webhook is. Pure. */
final class Address {
    private Address() {}

    /** @throws HoldfastException CONFIG_INVALID; its message does not hold the address, which may be a secret */
    static URI parse(String text) {
        try {
            URI uri = new URI(text);
            String scheme = String.valueOf(uri.getScheme());
            if (uri.getHost() == null || uri.getUserInfo() != null || uri.getFragment() != null) {
                throw wrong("an address with a host and without user or fragment");
            }
            if (!scheme.equals("https") && !(scheme.equals("http") && isThisMachine(uri.getHost()))) {
                throw wrong("an address that begins with https:// (or http:// for this machine itself)");
            }
            return uri;
        } catch (URISyntaxException e) {
            // its message holds the address
            throw wrong("an address such as https://hooks.example.org/backup");
        }
    }

    /** In numbers only: what a name stands for somebody else may decide. */
    private static boolean isThisMachine(String host) {
        return host.matches("127(\\.[0-9]{1,3}){3}|\\[::1]");
    }

    private static HoldfastException wrong(String what) {
        return new HoldfastException(
                ErrorCode.CONFIG_INVALID, "url", "url of " + WebhookChannel.PID + " has to be " + what + ".");
    }

    /** Without path and query: they may hold a secret. */
    static String shown(URI uri) {
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }
}
