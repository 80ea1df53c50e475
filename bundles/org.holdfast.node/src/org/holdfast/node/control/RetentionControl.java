// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.util.List;
import java.util.function.Consumer;

/** What a face can ask about what is kept, and what is let go. Every failure is a {@link org.holdfast.model.HoldfastException}. */
public interface RetentionControl {
    /**
     * Forgets snapshots, at once: by rules, or by name. Their data stay until a prune finds that nothing needs them.
     *
     * @return what was decided for each snapshot that there was, oldest first
     * @throws org.holdfast.model.HoldfastException USAGE if the rules contradict themselves or keep nothing, if nothing
     *     would be left, if one that is named is pinned, or if both or neither of rules and names are given; SNAPSHOT_UNKNOWN
     */
    List<ForgetReport> forget(ForgetRequest request);

    /**
     * Pins a snapshot, so that no rule forgets it, or names it by tags, which rules can keep. Partners learn it with the
     * next head.
     *
     * @throws org.holdfast.model.HoldfastException SNAPSHOT_UNKNOWN, USAGE
     */
    SnapshotReport mark(MarkRequest request);

    /**
     * Drops what no snapshot needs any more, and packs anew what is mostly not needed; partners free it later. May be
     * cancelled at any time.
     *
     * @throws org.holdfast.model.HoldfastException BUSY, NOT_ENOUGH_PARTNERS, NOT_ENOUGH_SHARDS if a directory cannot be
     *     read: nothing is dropped then
     */
    PruneReport prune(Consumer<ProgressReport> progress);

    /** What partners have been told that they may free, and whether anything stands in its way. */
    ReleaseReport releases();

    /**
     * Stops all release, here and at the partners.
     *
     * @param order a CANCEL_RELEASE in hexadecimal, signed with this machine's recovery sheet
     * @throws org.holdfast.model.HoldfastException AUTHENTICATION_FAILED, MALFORMED_INPUT
     */
    ReleaseReport cancelReleases(String order);

    /** Lets it go on. */
    ReleaseReport resumeReleases();
}
