// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import java.util.Comparator;
import java.util.List;
import org.holdfast.format.identity.Observation;
import org.holdfast.model.Digest;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;
import org.holdfast.wire.NegotiationMessage.SignedAgreement;

/** What members saw of their partners, handed on from member to member. */
public sealed interface ObservationMessage extends Message
        permits ObservationMessage.ObservationGet,
                ObservationMessage.Observations,
                ObservationMessage.ProofGet,
                ObservationMessage.Proofs {
    /** How observations stand in a message. */
    Comparator<Observation> ORDER =
            Comparator.comparing(Observation::reporter).thenComparingLong(Observation::sequence);

    /** What is newer than this? @param known ascending by reporter, none twice */
    record ObservationGet(List<Known> known) implements ObservationMessage {
        public ObservationGet {
            known = List.copyOf(known);
            if (known.size() > Limits.REPORTERS) {
                throw new IllegalArgumentException("at most " + Limits.REPORTERS + " reporters at once");
            }
            for (int i = 1; i < known.size(); i++) {
                if (known.get(i - 1).reporter().compareTo(known.get(i).reporter()) >= 0) {
                    throw new IllegalArgumentException("reporters are sorted, and none comes twice");
                }
            }
        }
    }

    /**
     * How far the asker knows a reporter.
     *
     * @param sequence the highest that it has
     * @param count how many it has; where the other has more up to that sequence, some were withheld
     */
    record Known(OwnerId reporter, long sequence, int count) {
        /** Length of the encoded form. */
        static final int BYTES = Id32.BYTES + 8 + 2;

        public Known {
            if (sequence < 1 || count < 1 || count > 0xFFFF) {
                throw new IllegalArgumentException("whoever is known has a sequence, and observations");
            }
        }
    }

    /** @param observations in {@link #ORDER} @param more there are others that the asker lacks */
    record Observations(boolean more, List<Observation> observations) implements ObservationMessage {
        public Observations {
            observations = List.copyOf(observations);
            if (observations.size() > Limits.OBSERVATIONS || (more && observations.isEmpty())) {
                throw new IllegalArgumentException("OBSERVATIONS has up to " + Limits.OBSERVATIONS + ", or was all");
            }
            for (int i = 1; i < observations.size(); i++) {
                if (ORDER.compare(observations.get(i - 1), observations.get(i)) >= 0) {
                    throw new IllegalArgumentException("observations are sorted, and none comes twice");
                }
            }
        }
    }

    /** The agreements with these hashes. */
    record ProofGet(List<Digest> hashes) implements ObservationMessage {
        public ProofGet {
            hashes = List.copyOf(hashes);
            if (hashes.isEmpty() || hashes.size() > Limits.AGREEMENTS) {
                throw new IllegalArgumentException("PROOF_GET has 1 to " + Limits.AGREEMENTS + " hashes");
            }
        }
    }

    /** Those of them that the sender keeps. */
    record Proofs(List<SignedAgreement> agreements) implements ObservationMessage {
        public Proofs {
            agreements = List.copyOf(agreements);
            if (agreements.size() > Limits.AGREEMENTS) {
                throw new IllegalArgumentException("at most " + Limits.AGREEMENTS + " agreements at once");
            }
        }
    }
}
