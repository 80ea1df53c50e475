// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.holdfast.model.AccessRole;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.control.Caller;
import org.jspecify.annotations.Nullable;

/**
 * The door on the loopback address. A call needs the bearer token, must name a loopback host, and must not come from a
 * web page ({@link Browsers}), so that neither another user of the machine nor a page in a browser can drive the node. Who can
 * read the token can read the node's keys, so he is custodian.
 */
final class TokenDoor implements Door {
    private static final Caller HOLDER = new Caller("the node's user", AccessRole.CUSTODIAN, "this machine");

    private final byte[] token;

    TokenDoor(String token) {
        this.token = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Caller enter(HttpExchange exchange) {
        var headers = exchange.getRequestHeaders();
        String given = Optional.ofNullable(headers.getFirst("Authorization")).orElse("");
        if (!MessageDigest.isEqual(token, given.getBytes(StandardCharsets.UTF_8))) {
            throw refusal("the token is missing or wrong; it stands in run/token of the node's folder, and is another"
                    + " one after each start");
        }
        if (Browsers.isForeignPage(headers) || !namesLoopback(headers.getFirst("Host"))) {
            throw refusal("only programs on this machine may call, under the name localhost or 127.0.0.1");
        }
        return HOLDER;
    }

    static boolean namesLoopback(@Nullable String host) {
        return host != null && host.matches("(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]+)?");
    }

    static HoldfastException refusal(String why) {
        return new HoldfastException(ErrorCode.ACCESS_REFUSED, "control API", "Refused: " + why + ".");
    }
}
