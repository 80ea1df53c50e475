// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.drill;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.holdfast.core.drill.DrillRecord;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.model.BlockId;
import org.holdfast.model.SegmentId;

/** What a drill has seen so far. One thread's, but for {@link #damaged}, which fetching threads may call. */
final class Findings {
    int files;
    int segments;
    long bytes;
    private final Set<BlockId> damaged = new HashSet<>(); // guarded by itself
    private final Set<SegmentId> wrong = new HashSet<>();
    private final Set<SegmentId> undecided = new HashSet<>();
    private boolean walked;
    private String firstWrong = "";
    private String firstUndecided = "";

    /** A block came, and is not what was stored; or its partner knows nothing of it. */
    void damaged(PlacementRow place) {
        synchronized (damaged) {
            damaged.add(place.block());
        }
    }

    int damagedBlocks() {
        synchronized (damaged) {
            return damaged.size();
        }
    }

    void wrong(SegmentId segment, String why) {
        firstWrong = firstWrong.isEmpty() ? why : firstWrong;
        wrong.add(segment);
    }

    /** Something that no segment can be blamed for. */
    void wrong(String why) {
        firstWrong = firstWrong.isEmpty() ? why : firstWrong;
    }

    void undecided(SegmentId segment, String why) {
        undecided(why);
        undecided.add(segment);
    }

    void undecided(String why) {
        firstUndecided = firstUndecided.isEmpty() ? why : firstUndecided;
    }

    int undecidedSegments() {
        return undecided.size();
    }

    boolean hasFailed(SegmentId segment) {
        return wrong.contains(segment) || undecided.contains(segment);
    }

    /** Directories were read to their end, and everything that they name is known. */
    void walked() {
        walked = true;
    }

    DrillRecord.Verdict verdict() {
        if (damagedBlocks() > 0 || !firstWrong.isEmpty()) {
            return DrillRecord.Verdict.DAMAGED;
        }
        return segments > 0 || walked ? DrillRecord.Verdict.PROVED : DrillRecord.Verdict.UNDECIDED;
    }

    /** Why it is not proved, or not all of it. */
    String detail() {
        String why = firstWrong.isEmpty()
                ? damagedBlocks() == 0 ? firstUndecided : "Blocks were not as they had been stored; others did."
                : firstWrong;
        return shortened(why);
    }

    private static String shortened(String text) {
        String cut = text;
        while (cut.getBytes(StandardCharsets.UTF_8).length > DrillRecord.DETAIL) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut;
    }
}
