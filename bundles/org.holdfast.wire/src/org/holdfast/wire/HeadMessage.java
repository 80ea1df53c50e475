// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import java.util.List;
import java.util.Optional;
import org.holdfast.format.head.Witness;
import org.holdfast.model.AgreementId;
import org.holdfast.model.Bytes;

/** An owner leaves its newest head and witness with a partner, and asks for them again. */
public sealed interface HeadMessage extends Message
        permits HeadMessage.PutHead,
                HeadReceipt,
                HeadMessage.HeadConflict,
                HeadMessage.GetWitness,
                HeadMessage.WitnessTop,
                HeadMessage.GetHead,
                HeadMessage.HeadAnswer {

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

    /** A sealed head with its witness. */
    record Kept(Witness witness, Bytes head) {
        public Kept {
            if (head.length() > Limits.SEALED_HEAD) {
                throw new IllegalArgumentException("a sealed head has at most " + Limits.SEALED_HEAD + " bytes");
            }
        }
    }
}
