// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.audit;

import java.util.List;
import org.holdfast.model.BlockId;
import org.holdfast.model.ErrorCode;

/**
 * What an audit found. "It is wrong", "it said nothing" and "we could not find out" are different things (promise P9):
 * only {@link Wrong} is a mark against the partner.
 */
public sealed interface AuditFinding {
    /**
     * The partner showed all that was asked.
     *
     * @param blocks how many blocks the drawn samples lay in
     * @param samples how many sub-blocks, or whole blocks, were drawn
     */
    record Proved(int blocks, int samples) implements AuditFinding {
        public Proved {
            if (blocks < 0 || samples < 0) {
                throw new IllegalArgumentException("nothing can be proved less than no times");
            }
        }
    }

    /**
     * The partner cannot show blocks that it signed receipts for.
     *
     * @param blocks which ones, in ascending order; at least one
     * @param evidence for each of them that the partner's own signatures convict it of; may be empty
     */
    record Wrong(List<BlockId> blocks, List<AuditEvidence> evidence) implements AuditFinding {
        public Wrong {
            blocks = List.copyOf(blocks);
            evidence = List.copyOf(evidence);
            if (blocks.isEmpty()) {
                throw new IllegalArgumentException("a wrong block has a name");
            }
        }
    }

    /**
     * The partner said by itself, before it knew what it would be asked, that these are damaged or gone; all else that
     * was asked it showed. They have to be repaired; it is a small mark at most.
     *
     * @param damaged in ascending order; at least one
     */
    record Admitted(List<BlockId> damaged) implements AuditFinding {
        public Admitted {
            damaged = List.copyOf(damaged);
            if (damaged.isEmpty()) {
                throw new IllegalArgumentException("nothing was admitted");
            }
        }
    }

    /**
     * The blocks are as the partner received them, but the tags that the owner had put there are not right. No mark
     * against the partner: the owner has to send them anew, under new ids.
     *
     * @param blocks at least one
     */
    record BadTags(List<BlockId> blocks) implements AuditFinding {
        public BadTags {
            blocks = List.copyOf(blocks);
            if (blocks.isEmpty()) {
                throw new IllegalArgumentException("no tags were bad");
            }
        }
    }

    /** What was wrong is not meant to lie there any more: released, or rebuilt elsewhere. It says nothing of the partner. */
    record Settled() implements AuditFinding {}

    /**
     * Nothing came, or not in time. The same challenge stays owed, however often it has to be put.
     *
     * @param why PEER_LOST, TIMED_OUT
     */
    record NoAnswer(ErrorCode why) implements AuditFinding {}

    /**
     * What came was no answer: not signed by the partner, about something else, or against the rules. It proves nothing
     * in either direction, so it is no mark; nor is it an answer, so the same challenge stays owed.
     */
    record Misbehaved(String what) implements AuditFinding {}

    /**
     * The partner gave a reason instead of an answer. It may be a good one, so it is no mark; but whoever always has one
     * proves nothing either, so the same challenge stays owed.
     *
     * @param code for example AUDIT_BUDGET, NO_AGREEMENT, FORMAT_UNKNOWN
     */
    record Refused(ErrorCode code, String why) implements AuditFinding {}

    /**
     * Nobody knows: this node could not carry out its part.
     *
     * @param code for example DISK_FAILED, PROVIDER_UNKNOWN
     */
    record Unknown(ErrorCode code, String why) implements AuditFinding {}

    /** Whether the partner owes the same challenge still. */
    default boolean owed() {
        return switch (this) {
            case NoAnswer none -> true;
            case Misbehaved misbehaved -> true;
            case Refused refused -> true;
            case Unknown unknown -> true;
            case Proved proved -> false;
            case Wrong wrong -> false;
            case Admitted admitted -> false;
            case BadTags tags -> false;
            case Settled settled -> false;
        };
    }
}
