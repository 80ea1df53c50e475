// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.time.Instant;
import java.util.Optional;

/**
 * What a partner says to this machine's being away.
 *
 * @param forgivenUntil as long as it forgives that; empty if it could not be told
 */
public record AwayReport(String node, String name, Optional<Instant> forgivenUntil) {}
