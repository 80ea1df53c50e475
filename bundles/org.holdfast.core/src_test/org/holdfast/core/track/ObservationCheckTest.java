// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.Self;
import org.holdfast.core.support.People;
import org.holdfast.format.identity.AgreementCodec;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.format.identity.Observation;
import org.holdfast.format.identity.Roster;
import org.holdfast.model.Agreement;
import org.holdfast.model.OwnerId;
import org.holdfast.wire.NegotiationMessage.SignedAgreement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Alice says something of Bob. */
class ObservationCheckTest {
    private static final Roster ROSTER = People.roster(People.ALICE, People.BOB);
    private static final SignedAgreement PROOF =
            new SignedAgreement(People.agreement(), People.ALICE.certificate(), People.BOB.certificate());

    private static Observation says(Self signer, OwnerId reporter, OwnerId subject, Instant until) {
        return new Observation.Statement(
                        reporter,
                        subject,
                        AgreementCodec.hash(People.terms()),
                        1,
                        Observation.Period.before(until, Duration.ofDays(1)),
                        Cases.GOOD,
                        true,
                        Observation.NO_EVIDENCE)
                .signed(signer.device());
    }

    private static Observation says(Self signer, Instant until) {
        return says(signer, People.ALICE.id(), People.BOB.id(), until);
    }

    private static String fault(Observation observation, Roster roster, DeviceCert... known) {
        return ObservationCheck.fault(observation, PROOF, roster, List.of(known), People.NOW)
                .orElse("");
    }

    @Test
    @Tag("R14")
    void itMustBeSignedByAnAdmittedDeviceOfItsReporter() {
        assertEquals("", fault(says(People.ALICE, People.NOW), ROSTER));
        String unsigned = "no device of the reporter that is admitted signed it";
        assertEquals(unsigned, fault(says(People.BOB, People.NOW), ROSTER));
        assertEquals(unsigned, fault(says(People.CAROL, People.NOW), ROSTER, People.CAROL.certificate()));
        assertEquals(unsigned, fault(says(People.NEW_ALICE, People.NOW), ROSTER));
        assertEquals(
                "",
                fault(says(People.NEW_ALICE, People.NOW), ROSTER, People.NEW_ALICE.certificate()),
                "a later device, once its certificate is known");
    }

    @Test
    @Tag("R14")
    void bothMustBeMembers() {
        Observation said = says(People.ALICE, People.NOW);
        assertTrue(fault(said, People.roster(People.ALICE)).contains("no active member"));
        Roster suspended = ROSTER.with(People.row(People.ALICE).suspended(), People.NOW, People.ADMIN);
        assertTrue(fault(said, suspended).contains("no active member"));
    }

    @Test
    @Tag("R14")
    void theTwoMustHaveAgreed() {
        Roster three = People.roster(People.ALICE, People.BOB, People.CAROL);
        Observation ofCarol = says(People.ALICE, People.ALICE.id(), People.CAROL.id(), People.NOW);
        assertEquals("the agreement that it names is not between the two", fault(ofCarol, three));
        assertTrue(ObservationCheck.proves(PROOF));
        Agreement agreement = People.agreement();
        Agreement bySubjectOnly =
                new Agreement(agreement.terms(), agreement.responderSignature(), agreement.responderSignature());
        assertFalse(ObservationCheck.proves(new SignedAgreement(bySubjectOnly, PROOF.proposer(), PROOF.responder())));
        Agreement byReporterOnly =
                new Agreement(agreement.terms(), agreement.proposerSignature(), agreement.proposerSignature());
        assertFalse(ObservationCheck.proves(new SignedAgreement(byReporterOnly, PROOF.proposer(), PROOF.responder())));
    }

    @Test
    @Tag("R15")
    void itMustBeOfOurTime() {
        Instant now = People.NOW;
        assertEquals("", fault(says(People.ALICE, now.plus(Duration.ofHours(24))), ROSTER));
        assertEquals(
                "it ends in the future",
                fault(says(People.ALICE, now.plus(Duration.ofHours(24).plusMinutes(1))), ROSTER));
        assertEquals("", fault(says(People.ALICE, now.minus(Duration.ofDays(180))), ROSTER));
        assertEquals(
                "it is too old to count",
                fault(says(People.ALICE, now.minus(Duration.ofDays(180).plusMinutes(1))), ROSTER));
    }

    @Test
    void anAgreementComesBackAsItWasKept() {
        assertEquals(PROOF, ProofCodec.decode(ProofCodec.encode(PROOF)));
        assertEquals(Optional.empty(), ObservationCheck.untimely(says(People.ALICE, People.NOW), People.NOW));
    }
}
