// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.track;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.holdfast.format.identity.AgreementCodec;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.format.identity.Observation;
import org.holdfast.format.identity.Roster;
import org.holdfast.format.identity.RosterEntry;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.OwnerId;
import org.holdfast.wire.NegotiationMessage.SignedAgreement;

/** Whether an observation may count: the four conditions of docs/format-identity.md, section 6.1. Pure. */
public final class ObservationCheck {
    private ObservationCheck() {}

    /**
     * For people: why it must not be kept; empty if it may. Cheap conditions first, signatures last.
     *
     * @param proof an agreement that was {@link #proves found right}, of the hash that the observation names
     * @param known certificates of the reporter
     */
    public static Optional<String> fault(
            Observation observation, SignedAgreement proof, Roster roster, List<DeviceCert> known, Instant now) {
        return untimely(observation, now)
                .or(() -> stranger(observation.reporter(), roster))
                .or(() -> stranger(observation.subject(), roster))
                .or(() -> foreign(observation, proof.agreement().terms()))
                .or(() -> unsigned(observation, proof, roster, known));
    }

    /** Whether these two really agreed: both signatures are right under the certificates beside them. */
    public static boolean proves(SignedAgreement proof) {
        return AgreementCodec.verify(proof.agreement(), List.of(proof.proposer(), proof.responder()));
    }

    static Optional<String> untimely(Observation observation, Instant now) {
        Duration age = Duration.between(observation.statement().period().until(), now);
        if (age.plus(TrackRules.AHEAD).isNegative()) {
            return Optional.of("it ends in the future");
        }
        return age.compareTo(TrackRules.WINDOW) > 0 ? Optional.of("it is too old to count") : Optional.empty();
    }

    private static Optional<String> stranger(OwnerId owner, Roster roster) {
        boolean active = roster.row(owner)
                .filter(row -> row.status() == RosterEntry.Status.ACTIVE)
                .isPresent();
        return active ? Optional.empty() : Optional.of(owner.brief() + " is no active member");
    }

    private static Optional<String> foreign(Observation observation, AgreementTerms terms) {
        OwnerId reporter = observation.reporter();
        OwnerId subject = observation.subject();
        boolean theirs = terms.proposer().equals(reporter) && terms.responder().equals(subject)
                || terms.proposer().equals(subject) && terms.responder().equals(reporter);
        return theirs ? Optional.empty() : Optional.of("the agreement that it names is not between the two");
    }

    private static Optional<String> unsigned(
            Observation observation, SignedAgreement proof, Roster roster, List<DeviceCert> known) {
        return Stream.concat(Stream.of(proof.proposer(), proof.responder()), known.stream())
                        .filter(cert -> cert.owner().equals(observation.reporter()))
                        .distinct()
                        .anyMatch(cert -> roster.standing(cert) == Roster.Standing.ADMITTED
                                && observation.signedBy(cert.device())
                                && cert.verify(observation.reporter()))
                ? Optional.empty()
                : Optional.of("no device of the reporter that is admitted signed it");
    }
}
