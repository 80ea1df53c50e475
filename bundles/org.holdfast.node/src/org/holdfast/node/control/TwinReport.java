// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether another machine writes with this one's keys.
 *
 * @param suspected since when that is taken for so, and nothing new is backed up
 * @param last when partners showed a head last, within a week, that this machine has not made
 */
public record TwinReport(Optional<Instant> suspected, Optional<Instant> last) {}
