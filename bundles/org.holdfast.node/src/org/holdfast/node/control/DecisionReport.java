// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.time.Instant;

/** Why a node was or was not chosen: one criterion, its verdict (score or reject) and reason. */
public record DecisionReport(
        Instant time, String node, String name, String criterion, String verdict, double score, String reason) {}
