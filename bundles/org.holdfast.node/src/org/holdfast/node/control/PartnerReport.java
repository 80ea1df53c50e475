// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A partner, and what is agreed with it.
 *
 * @param record how it kept its word, in words
 */
public record PartnerReport(
        String node,
        String name,
        List<String> addresses,
        String site,
        String os,
        String host,
        String phase,
        boolean reachable,
        Optional<Instant> lastSeen,
        long reservedHere,
        long usedHere,
        long reservedThere,
        long usedThere,
        String keyFingerprint,
        String record) {}
