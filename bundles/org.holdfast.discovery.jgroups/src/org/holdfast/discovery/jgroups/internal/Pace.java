// SPDX-License-Identifier: EPL-2.0
package org.holdfast.discovery.jgroups.internal;

import java.time.Duration;

/**
 * How much is said and heard.
 *
 * @param answer an advert that was asked for is sent at a random moment within this time, so that not all answer at once
 * @param perSecond datagrams listened to in a second; a queue of twice as many may come at once
 * @param retry first pause after the network failed; it doubles up to the interval of adverts
 */
public record Pace(Duration answer, int perSecond, Duration retry) {
    public static final Pace DEFAULT = new Pace(Duration.ofSeconds(2), 50, Duration.ofSeconds(1));
}
