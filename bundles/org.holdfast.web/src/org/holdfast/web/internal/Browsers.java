// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import com.sun.net.httpserver.Headers;
import java.util.List;
import java.util.Set;

/**
 * Tells calls that a browser makes for a page of somebody else. Such a page can have it send a call along with whatever
 * the browser has – a certificate, a way to the loopback address – and browsers say so: with {@code Origin} where the page
 * could change something or read the answer, and with {@code Sec-Fetch-Site}, which no page can leave out, in all other
 * cases, such as a picture or a link. Programs send neither. Pure.
 */
final class Browsers {
    private static final Set<String> HARMLESS = Set.of("none", "same-origin");

    private static final Set<String> OWN = Set.of("same-origin");

    private Browsers() {}

    /**
     * Whether the call may come from a page that this address has served: browsers name the page's origin where it could
     * change something, and it must be just the address that is called. That address must be the machine itself, by number
     * or as {@code localhost}, for whoever owns another name can have it lead here.
     */
    static boolean isOwnPage(Headers headers) {
        String host = headers.getFirst("Host");
        return TokenDoor.namesLoopback(host)
                && headers.getOrDefault("Origin", List.of()).stream().allMatch(("http://" + host)::equals)
                && OWN.containsAll(headers.getOrDefault("Sec-Fetch-Site", List.of()));
    }

    static boolean isForeignPage(Headers headers) {
        return headers.containsKey("Origin")
                || !HARMLESS.containsAll(headers.getOrDefault("Sec-Fetch-Site", List.of()));
    }
}
