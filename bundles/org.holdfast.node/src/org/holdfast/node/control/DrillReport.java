// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.time.Instant;

/**
 * What a drill or a verification found.
 *
 * @param kind DRILL or VERIFY
 * @param verdict PROVED, DAMAGED or UNDECIDED
 * @param files that were read, wholly or in part
 * @param segments that partners gave
 * @param bytes of contents that were compared
 * @param damaged blocks that are not what was stored, or not there
 * @param undecided segments that could not be had, for reasons that say nothing of them
 * @param patternsProven sets of absent partners that were shown to be no loss, so far
 * @param patterns how many such sets there are; the largest number there is for more
 * @param failingAtMost the share of sets that may fail all the same, with 95 percent certainty
 * @param detail why it is not PROVED; empty if it is
 * @param signed the report as it is kept, with the device's signature, in hexadecimal
 */
public record DrillReport(
        String kind,
        String verdict,
        long number,
        Instant started,
        Instant finished,
        int files,
        int segments,
        long bytes,
        long fetchedBytes,
        int damaged,
        int undecided,
        long patternsProven,
        long patterns,
        double failingAtMost,
        String detail,
        String signed) {}
