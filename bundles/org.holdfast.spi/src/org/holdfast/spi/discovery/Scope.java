// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.discovery;

import java.time.Duration;

/**
 * Where a search takes place.
 *
 * @param group the confederation's public name; nodes of other groups are not heard
 * @param bindAddress the local address (literal) whose interface is used
 * @param multicastPort UDP port of the multicast group
 * @param interval how often the own advert is repeated
 */
public record Scope(String group, String bindAddress, int multicastPort, Duration interval) {}
