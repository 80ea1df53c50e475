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

    private Browsers() {}

    static boolean isForeignPage(Headers headers) {
        return headers.containsKey("Origin")
                || !HARMLESS.containsAll(headers.getOrDefault("Sec-Fetch-Site", List.of()));
    }
}
