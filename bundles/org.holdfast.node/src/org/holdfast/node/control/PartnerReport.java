// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A partner, what is agreed with it, and how it keeps to that.
 *
 * @param limitedBy the limits of safety that its site or system is part of
 * @param version of the terms: how often they were negotiated
 * @param online its promised hours, as in {@code Mo-Fr 08:00-18:00 Europe/Berlin}
 * @param promisedMinutes of the last 30 days that it promised to be there while this node looked
 * @param seenMinutes of these, in which it could be reached
 * @param averageKbit what the link carries, as measured from here; 0 if it never was
 * @param agreedKbit what it has to carry on average
 * @param record how it kept its word, in words
 * @param readsYearly bytes that it may read back here in a year
 * @param readsLeft of these, what it may read now
 * @param readsYearlyThere bytes that this machine may read back there in a year, as it said; 0 before it was asked
 * @param readsLeftThere of these, what this machine may read now
 * @param lastAudit how its last audit ended, and when; empty if there never was one
 * @param health OK, LATE, SUSPECT, GRACE or CONTAINED; of a former partner RENEGED or CORRUPT
 * @param healthSince since when; empty where nothing was ever the matter
 * @param healthNote what is the matter, in words
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
        List<String> limitedBy,
        int version,
        String online,
        long promisedMinutes,
        long seenMinutes,
        long averageKbit,
        long agreedKbit,
        String record,
        long readsYearly,
        long readsLeft,
        long readsYearlyThere,
        long readsLeftThere,
        String lastAudit,
        String health,
        Optional<Instant> healthSince,
        String healthNote) {}
