// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.notice;

import java.util.Optional;

/**
 * One way to tell people something, as a service: mail, a webhook. Several may be present, and all that are set up are
 * used. It has its settings from its own configuration, and no state: the node keeps what waits and tries again.
 */
public interface NoticeChannel {
    /** Such as {@code mail}; for people, and the name under which the node keeps what waits for it. At most 32 of a-z, 0-9, dot and dash. */
    String id();

    /**
     * Where it delivers to, for people, such as {@code https://hooks.example.org}; never anything secret. Empty while
     * nobody has set it up: then nothing is kept for it. MUST NOT block.
     */
    Optional<String> target();

    /**
     * Delivers now, and returns when the other side has taken it or it is known that it has not. May block, a minute at
     * most; what takes much longer is given up. May be called again with what was delivered already: a receiver can
     * tell by the numbers of its items. MUST NOT throw for what goes wrong outside.
     *
     * @param secrets what the configuration names and does not hold
     */
    Delivery deliver(Notice notice, NoticeSecrets secrets);
}
