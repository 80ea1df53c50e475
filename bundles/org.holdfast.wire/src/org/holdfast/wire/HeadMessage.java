// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.holdfast.format.head.Witness;
import org.holdfast.model.AgreementId;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;

/** An owner leaves its newest head and witness with a partner, and asks for them again. */
public sealed interface HeadMessage extends Message
        permits HeadMessage.PutHead,
                HeadReceipt,
                HeadMessage.HeadConflict,
                HeadMessage.GetWitness,
                HeadMessage.WitnessTop,
                HeadMessage.GetHead,
                HeadMessage.HeadAnswer,
                HeadMessage.ListWitnesses,
                HeadMessage.WitnessPage,
                HeadMessage.GetHeadOf {

    /**
     * PUT_HEAD: the witnesses since the holder's top, oldest first, and the sealed head of the last one.
     *
     * @param head sealed; empty where more witnesses follow in another message
     */
    record PutHead(AgreementId agreement, List<Witness> run, Bytes head) implements HeadMessage {
        public PutHead {
            run = List.copyOf(run);
            if (run.isEmpty() || run.size() > Limits.WITNESS_RUN || head.length() > Limits.SEALED_HEAD) {
                throw new IllegalArgumentException("PUT_HEAD has 1 to " + Limits.WITNESS_RUN + " witnesses and a head");
            }
        }
    }

    /** The holder keeps another top that the run does not link to. */
    record HeadConflict(Witness top) implements HeadMessage {}

    /** Owner: which of my witnesses is the highest that you know? */
    record GetWitness() implements HeadMessage {}

    /** @param top empty if the holder knows none */
    record WitnessTop(Optional<Witness> top) implements HeadMessage {}

    /** Owner: send me my newest head. */
    record GetHead() implements HeadMessage {}

    /** HEAD. @param kept empty if the holder has none */
    record HeadAnswer(Optional<Kept> kept) implements HeadMessage {}

    /**
     * LIST_WITNESSES, owner: which of my witnesses do you keep, superseded ones and other branches included?
     *
     * @param after hash of the witness behind which the page starts; empty: with the top
     * @param most from 1 to {@link Limits#PAGE_WITNESSES}
     */
    record ListWitnesses(Optional<Digest> after, int most) implements HeadMessage {
        public ListWitnesses {
            if (most < 1 || most > Limits.PAGE_WITNESSES) {
                throw new IllegalArgumentException("a page has 1 to " + Limits.PAGE_WITNESSES + " witnesses");
            }
        }
    }

    /**
     * WITNESSES, the newest first.
     *
     * @param last whether nothing comes behind this page
     */
    record WitnessPage(boolean last, List<Row> rows) implements HeadMessage {
        public WitnessPage {
            rows = List.copyOf(rows);
            if (rows.size() > Limits.PAGE_WITNESSES || rows.isEmpty() && !last) {
                throw new IllegalArgumentException("only the last page may be empty, and none has more than "
                        + Limits.PAGE_WITNESSES + " witnesses");
            }
        }

        /**
         * One of them.
         *
         * @param storedAt when it came to the holder, by its clock; 1970 where it does not know
         * @param hasHead whether it keeps the head that the witness covers
         */
        public record Row(Witness witness, Instant storedAt, boolean hasHead) {
            public Row {
                storedAt = storedAt.truncatedTo(ChronoUnit.MILLIS);
            }
        }
    }

    /** GET_HEAD_OF, owner: send me the head of this witness. Answered with HEAD. */
    record GetHeadOf(Digest witness) implements HeadMessage {}

    /** A sealed head with its witness. */
    record Kept(Witness witness, Bytes head) {
        public Kept {
            if (head.length() > Limits.SEALED_HEAD) {
                throw new IllegalArgumentException("a sealed head has at most " + Limits.SEALED_HEAD + " bytes");
            }
        }
    }
}
