// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.time.Instant;

/**
 * A partner that this machine parts from.
 *
 * @param told whether it has heard of it
 * @param blocks of it that lie nowhere else yet, as it said last
 * @param until the notice ends, at the earliest
 */
public record PartingReport(
        String node, String name, boolean reachable, boolean told, long blocks, long bytes, Instant until) {}
