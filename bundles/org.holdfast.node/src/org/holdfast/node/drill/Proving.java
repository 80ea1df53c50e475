// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.drill;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.holdfast.core.content.ChunkSource;
import org.holdfast.core.drill.ProvenPatterns;
import org.holdfast.core.port.ChunkLocation;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.segment.SegmentEntry;
import org.holdfast.model.ChunkId;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.SegmentId;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.restore.Browser;
import org.holdfast.node.restore.ChunkReader;
import org.holdfast.node.restore.OpenSegments;

/**
 * Reads pieces the way a restore does, and tells apart what is right, what is wrong, and what could not be found out. What
 * is right proves the loss pattern that it was fetched under. One thread's.
 */
final class Proving {
    /** Said of bytes that came and are not what was stored. */
    private static final Set<ErrorCode> FALSE_BYTES =
            EnumSet.of(ErrorCode.AUTHENTICATION_FAILED, ErrorCode.MALFORMED_INPUT, ErrorCode.WRONG_KEY);

    private final Parts parts;
    private final Findings findings;
    private final Set<SegmentId> counted = new HashSet<>();
    private ProvenPatterns proven;

    /**
     * @param drilled reads from partners drawn by lot
     * @param segments the same, under the chunks
     * @param browser reads directories as people do when they browse, from the own disk where it has them
     * @param lists the same, for long files' lists of chunks
     */
    record Parts(
            Ledger ledger,
            SubsetLoader loader,
            Allowance allowance,
            OpenSegments segments,
            ChunkReader drilled,
            Browser browser,
            ChunkSource lists,
            NodeClock clock) {}

    Proving(Parts parts, Findings findings, ProvenPatterns proven) {
        this.parts = parts;
        this.findings = findings;
        this.proven = proven;
    }

    Ledger ledger() {
        return parts.ledger();
    }

    Browser browser() {
        return parts.browser();
    }

    ChunkSource lists() {
        return parts.lists();
    }

    Findings findings() {
        return findings;
    }

    ProvenPatterns proven() {
        return proven;
    }

    Optional<ChunkLocation> find(ChunkId id) {
        return parts.drilled().find(id);
    }

    /** Whether there is enough left to read one more segment. */
    boolean take(SegmentId segment) {
        return parts.allowance().take(parts.loader().length(segment), findings.segments == 0);
    }

    /** @throws HoldfastException CANCELLED */
    void requireWanted() {
        parts.loader().requireWanted();
    }

    /** How many bytes of segments may still be read. */
    long left() {
        return parts.allowance().bytes();
    }

    /** Reads one chunk of a segment and compares it; whether it was right. */
    boolean chunk(ChunkLocation place, ChunkId id) {
        return !findings.hasFailed(place.segment())
                && tried(place.segment(), () -> (long) parts.drilled().chunk(id).length);
    }

    /** Reads all chunks of a segment and compares each with the name that it carries; whether all were right. */
    boolean whole(SegmentId segment) {
        return tried(segment, () -> {
            long bytes = 0;
            for (SegmentEntry entry : parts.segments().entries(segment)) {
                requireWanted();
                bytes += parts.drilled()
                        .at(new ChunkLocation(
                                segment, entry.offset(), entry.frame(), entry.plainLength(), entry.storedLength()))
                        .length;
            }
            return bytes;
        });
    }

    private boolean tried(SegmentId segment, Supplier<Long> read) {
        int before = findings.damagedBlocks();
        try {
            findings.bytes += read.get();
            if (counted.add(segment)) {
                findings.segments++;
                parts.loader().tried(segment).ifPresent(each -> judge(each, findings.damagedBlocks() == before));
            }
            return true;
        } catch (HoldfastException e) {
            if (e.code() == ErrorCode.CANCELLED) {
                throw e;
            }
            fail(segment, e, findings.damagedBlocks() > before || FALSE_BYTES.contains(e.code()));
            return false;
        }
    }

    /** Who could not be asked, or did not answer, has shown nothing. */
    private void fail(SegmentId segment, HoldfastException e, boolean wrong) {
        if (wrong) {
            findings.wrong(segment, String.valueOf(e.getMessage()));
            parts.loader().tried(segment).ifPresent(each -> judge(each, false));
        } else {
            findings.undecided(segment, String.valueOf(e.getMessage()));
        }
    }

    private void judge(SubsetLoader.Tried tried, boolean right) {
        proven = right
                ? proven.with(tried.group(), tried.absent(), parts.clock().instant())
                : proven.without(tried.group(), tried.absent());
        parts.loader().know(proven);
    }
}
