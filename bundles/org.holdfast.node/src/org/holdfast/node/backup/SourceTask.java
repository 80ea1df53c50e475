// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

/**
 * A source, and what a run does with it. What was ever backed up is in every snapshot, so that a recovery finds all of it.
 */
public record SourceTask(Source source, Reach reach) {
    /** How much of a source is read. */
    public enum Reach {
        /** Nothing: it is in the snapshot as it was in the one before, if it was in that. */
        KEPT,
        /** What changed, as far as times and sizes tell. */
        CHANGED,
        /** Every file, so that a content that changed without a trace is found. */
        EVERYTHING
    }

    public boolean isRead() {
        return reach != Reach.KEPT;
    }
}
