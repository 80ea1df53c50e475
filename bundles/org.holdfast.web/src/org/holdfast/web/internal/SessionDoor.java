// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import com.sun.net.httpserver.HttpExchange;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.control.Caller;

/**
 * The way through the loopback door for the node's own web page: with the key of a session, and only from a page that this
 * very address has served. All others go to the door behind it, which lets no page in whatever it has.
 */
record SessionDoor(Sessions sessions, Door others) implements Door {
    private static final String BEARER = "Bearer ";

    @Override
    public Caller enter(HttpExchange exchange) {
        String secret = secret(exchange);
        if (!Sessions.isKey(secret)) {
            return others.enter(exchange);
        }
        requireOwnPage(exchange);
        return sessions.use(secret);
    }

    /** @throws HoldfastException ACCESS_REFUSED if another page asks, or under a name that may be anybody's */
    static void requireOwnPage(HttpExchange exchange) {
        if (!Browsers.isOwnPage(exchange.getRequestHeaders())) {
            throw TokenDoor.refusal(
                    "the key of a web page is for the page that this node serves, under the name localhost"
                            + " or 127.0.0.1, and for nobody else");
        }
    }

    /** What stands behind {@code Bearer}; empty if nothing does. */
    static String secret(HttpExchange exchange) {
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        return given != null && given.startsWith(BEARER) ? given.substring(BEARER.length()) : "";
    }
}
