// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Every document of the package: an example, and reading followed by writing. */
enum Kind {
    DEVICE_CERT(() -> Cast.ALICE.bytes(), bytes -> DeviceCert.read(bytes).bytes()),
    ROSTER(() -> rosterOfTwo().bytes(), bytes -> Roster.read(bytes).bytes()),
    INVITATION(() -> Cast.invitation().bytes(), bytes -> Invitation.read(bytes).bytes()),
    ADMISSION(() -> Cast.admission().bytes(), bytes -> Admission.read(bytes).bytes()),
    AGREEMENT(
            () -> AgreementCodec.encode(Cast.agreement()),
            bytes -> AgreementCodec.encode(AgreementCodec.decode(bytes))),
    AGREEMENT_TERMS(
            () -> AgreementCodec.encode(Cast.terms()),
            bytes -> AgreementCodec.encode(AgreementCodec.decodeTerms(bytes))),
    AGREEMENT_TERMS_WITH_LABELS(
            () -> AgreementCodec.encode(Cast.labelledTerms()),
            bytes -> AgreementCodec.encode(AgreementCodec.decodeTerms(bytes))),
    OBSERVATION(
            () -> Cast.observation().bytes(), bytes -> Observation.read(bytes).bytes()),
    ADVERT(() -> Cast.advert().bytes(), bytes -> Advert.read(bytes).bytes()),
    RECOVERY_SHEET(
            () -> Cast.sheet().bytes(), bytes -> RecoverySheet.read(bytes).bytes()),
    JOIN_CODE(() -> Cast.code().bytes(), bytes -> JoinCode.read(bytes).bytes()),
    ROSTER_WITH_ESCROW(() -> withEscrow().bytes(), bytes -> Roster.read(bytes).bytes()),
    ESCROW_BOX(() -> Cast.escrowBox().bytes(), bytes -> EscrowBox.read(bytes).bytes()),
    KEPT_ESCROW(() -> Cast.keptEscrow().bytes(), bytes -> KeptEscrow.read(bytes).bytes()),
    ROSTER_WITH_ADMINS(() -> withAdmins().bytes(), bytes -> Roster.read(bytes).bytes()),
    ROSTER_CHANGE(() -> suspension().bytes(), bytes -> RosterChange.read(bytes).bytes()),
    ROSTER_CHANGE_OF_ADMINS(
            () -> new RosterChange.Dismissal(Cast.ADMIN.key(), Cast.ALICE.owner()).bytes(),
            bytes -> RosterChange.read(bytes).bytes()),
    ROSTER_WITH_AUTHORITIES(
            () -> withAuthorities().bytes(), bytes -> Roster.read(bytes).bytes()),
    ROSTER_CHANGE_OF_AUTHORITIES(
            () -> new RosterChange.AuthorityAdded(Cast.authority(1, 20)).bytes(),
            bytes -> RosterChange.read(bytes).bytes()),
    CERTIFIED_JOIN(
            () -> Cast.certifiedJoin().bytes(),
            bytes -> CertifiedJoin.read(bytes).bytes()),
    ROOT_ORDER(() -> Cast.rootOrder().bytes(), bytes -> RootOrder.read(bytes).bytes());

    private final Supplier<byte[]> example;
    private final UnaryOperator<byte[]> rewrite;

    Kind(Supplier<byte[]> example, UnaryOperator<byte[]> rewrite) {
        this.example = example;
        this.rewrite = rewrite;
    }

    byte[] example() {
        return example.get();
    }

    /** Reads, and writes what was read. */
    byte[] rewrite(byte[] bytes) {
        return rewrite.apply(bytes);
    }

    /** As in docs/vectors/identity.json. */
    String title() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + "-v1";
    }

    private static Roster withEscrow() {
        return Roster.found(Cast.ESCROWED, List.of(Cast.row(Cast.ALICE, "alice")), Cast.ADMIN);
    }

    /** Bob, who was appointed by Alice, dismisses her. */
    private static Roster withAdmins() {
        List<RosterChange> appointments = List.of(
                new RosterChange.Appointment(Cast.ADMIN.key(), Cast.ALICE.owner()),
                new RosterChange.Appointment(Cast.SECOND_ADMIN.key(), Cast.BOB.owner()));
        RosterChange dismissal = new RosterChange.Dismissal(Cast.ADMIN.key(), Cast.ALICE.owner());
        return withEscrow()
                .changed(appointments, Cast.NOW.plusSeconds(1), Cast.ADMIN)
                .changed(List.of(dismissal), Cast.NOW.plusSeconds(2), Cast.SECOND_ADMIN);
    }

    /** Two CAs, and Bob, who joined with a certificate. */
    private static Roster withAuthorities() {
        List<RosterChange> changes = List.of(
                new RosterChange.AuthorityAdded(Cast.authority(1, 20)),
                new RosterChange.AuthorityAdded(Cast.authority(2, 30)),
                new RosterChange.Row(
                        Optional.empty(),
                        RosterEntry.certified(Cast.BOB.owner(), "berlin", "bob", Cast.certificate())));
        return withAdmins().changed(changes, Cast.NOW.plusSeconds(3), Cast.SECOND_ADMIN);
    }

    private static RosterChange suspension() {
        RosterEntry bob = Cast.row(Cast.BOB, "bob");
        return new RosterChange.Row(Optional.of(bob), bob.suspended());
    }

    private static Roster rosterOfTwo() {
        return Cast.founded()
                .with(Cast.row(Cast.BOB, "bob"), Cast.NOW.plusSeconds(1), Cast.ADMIN)
                .withPublisher(Cast.publisher(1), Cast.NOW.plusSeconds(2), Cast.ADMIN)
                .withPublisher(Cast.publisher(2).revoked(), Cast.NOW.plusSeconds(3), Cast.ADMIN);
    }
}
