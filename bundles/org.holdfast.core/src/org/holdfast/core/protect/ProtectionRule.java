// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.protect;

import java.util.ArrayList;
import java.util.List;
import org.holdfast.model.BlockClass;
import org.holdfast.model.Protection;

/**
 * Promise P2: PROTECTED is said only when every segment of data and metadata has at least m + ⌈k/2⌉ receipts on
 * distinct hosts, each block locked at least to the end of the snapshot's retention, and head and witness have receipts
 * from at least k + 1 partners (the largest k among the segments).
 *
 * <table>
 * <caption>The rule</caption>
 * <tr><th>head</th><th>metadata</th><th>data</th><th>complete</th><th>says</th></tr>
 * <tr><td>≤ k</td><td>any</td><td>any</td><td>any</td><td>NONE</td></tr>
 * <tr><td>&gt; k</td><td>some &lt; m + ⌈k/2⌉</td><td>any</td><td>any</td><td>NONE</td></tr>
 * <tr><td>&gt; k</td><td>all ≥ m + ⌈k/2⌉</td><td>some &lt; m + ⌈k/2⌉</td><td>any</td><td>PARTIAL</td></tr>
 * <tr><td>&gt; k</td><td>all ≥ m + ⌈k/2⌉</td><td>all ≥ m + ⌈k/2⌉</td><td>no</td><td>PARTIAL</td></tr>
 * <tr><td>&gt; k</td><td>all ≥ m + ⌈k/2⌉</td><td>all ≥ m + ⌈k/2⌉</td><td>yes</td><td>PROTECTED</td></tr>
 * <tr><td>&gt; k</td><td>all n</td><td>all n</td><td>yes</td><td>FULL</td></tr>
 * </table>
 *
 * So PARTIAL too is a promise: the head and every directory tree are as safe as in a protected snapshot. Pure.
 */
public final class ProtectionRule {
    private final SnapshotEvidence evidence;
    private long unprotectedData;
    private long unprotectedMeta;
    private long incomplete;
    private int largestK;

    private ProtectionRule(SnapshotEvidence evidence) {
        this.evidence = evidence;
    }

    public static Judgement judge(SnapshotEvidence evidence) {
        ProtectionRule rule = new ProtectionRule(evidence);
        evidence.segments().forEach(rule::count);
        return new Judgement(rule.protection(), rule.lacking());
    }

    private void count(SegmentEvidence segment) {
        int received = DistinctHosts.count(segment, evidence.retainUntil());
        largestK = Math.max(largestK, segment.shape().k());
        if (received < segment.shape().n()) {
            incomplete++;
        }
        if (received < segment.shape().protectedAt()) {
            countUnprotected(segment.blockClass());
        }
    }

    private void countUnprotected(BlockClass blockClass) {
        switch (blockClass) {
            case DATA -> unprotectedData++;
            case META -> unprotectedMeta++;
        }
    }

    private Protection protection() {
        if (headsMissing() > 0 || unprotectedMeta > 0) {
            return Protection.NONE;
        }
        if (!evidence.complete() || unprotectedData > 0) {
            return Protection.PARTIAL;
        }
        return incomplete > 0 ? Protection.PROTECTED : Protection.FULL;
    }

    private int headsMissing() {
        return Math.max(0, largestK + 1 - evidence.headHolders().size());
    }

    private List<String> lacking() {
        List<String> lacking = new ArrayList<>();
        addCount(lacking, headsMissing(), "more partners must confirm the head");
        addCount(lacking, unprotectedMeta, "segments of metadata have too few receipts on distinct hosts");
        addCount(lacking, unprotectedData, "segments of data have too few receipts on distinct hosts");
        if (!evidence.complete()) {
            lacking.add("the sources are not read to the end yet");
        }
        addCount(lacking, incomplete, "segments wait for some of their receipts");
        return lacking;
    }

    private static void addCount(List<String> lacking, long count, String what) {
        if (count > 0) {
            lacking.add(count + " " + what);
        }
    }
}
