// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is on its way out.
 *
 * @param stopped whether the recovery sheet has stopped it
 * @param quietUntil nothing is released before, as this machine was recovered
 * @param blocks that partners will free, of this machine
 * @param bytes of them
 * @param heldBlocks that this machine will free, of others
 * @param heldBytes of them
 * @param told how partners took an order to stop; empty where none was given just now
 */
public record ReleaseReport(
        boolean stopped,
        Optional<Instant> quietUntil,
        long blocks,
        long bytes,
        long heldBlocks,
        long heldBytes,
        List<Told> told) {
    public ReleaseReport {
        told = List.copyOf(told);
    }

    /** @param blocks that stay at it because of the order @param problem why it did not take it; empty if it did */
    public record Told(String partner, String name, long blocks, String problem) {}
}
