// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.holdfast.format.Ed25519;
import org.holdfast.format.Mac;
import org.holdfast.format.Signatures;
import org.holdfast.format.Signer;
import org.holdfast.format.X25519;
import org.holdfast.model.Agreement;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.Allowances;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.model.Domains;
import org.holdfast.model.Id16;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.NodeLabels;
import org.holdfast.model.OwnerId;
import org.holdfast.model.WeekSchedule;

/** The same people in every test: their keys come from seeds that are one byte repeated. */
final class Cast {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final Signer ALICE_ROOT = signer(1);
    static final Signer ALICE_DEVICE = signer(2);
    static final Signer BOB_ROOT = signer(3);
    static final Signer BOB_DEVICE = signer(4);
    static final Signer ADMIN = signer(5);
    static final Signer SECOND_ADMIN = signer(6);
    static final Signer MALLORY = signer(7);
    static final DeviceCert ALICE = DeviceCert.issue(ALICE_ROOT, ALICE_DEVICE, 600_000, 1, NOW);
    static final DeviceCert BOB = DeviceCert.issue(BOB_ROOT, BOB_DEVICE, 600_001, 3, NOW);
    static final Founding FOUNDING = new Founding(ADMIN.key(), NOW, "Röst & Söhne");
    /** The same with escrow, which makes it another. */
    static final Founding ESCROWED = new Founding(ADMIN.key(), NOW, "Röst & Söhne", Optional.of(escrow()));

    private Cast() {}

    static Signer signer(int seed) {
        return Signatures.signer(Ed25519.privateKey(filled(seed, 32)));
    }

    static byte[] filled(int value, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    static OwnerId owner(int number) {
        return OwnerId.of(
                Mac.sha256(new byte[] {(byte) number, (byte) (number >> 8)}).bytes());
    }

    static RosterEntry row(DeviceCert cert, String name) {
        return RosterEntry.active(cert.owner(), "berlin", name);
    }

    static RosterPublisher publisher(int number) {
        byte[] certificate = {'c', (byte) number};
        return new RosterPublisher(Mac.sha256(certificate), RosterPublisher.Status.TRUSTED, "publisher " + number);
    }

    /** Its certificate is none: here it is bytes. */
    static RosterAuthority authority(int number, int length) {
        return new RosterAuthority(Bytes.of(filled(0xA0 + number, length)));
    }

    /** Bob's, with a chain of two; the certificate's key is that of a device, for want of another. */
    static CertifiedJoin certifiedJoin() {
        return CertifiedJoin.make(
                FOUNDING.id(),
                BOB,
                List.of(Bytes.of(filled(0xC1, 40)), Bytes.of(filled(0xC2, 30))),
                text -> Bytes.of(Mac.sha256(text.toArray()).bytes()));
    }

    /** What a row says of Bob's. */
    static Digest certificate() {
        return Mac.sha256(filled(0xC1, 40));
    }

    /** What somebody brings into a pairing. @param nonce one byte, repeated */
    static PairingDigits.Side pairing(DeviceCert person, int nonce) {
        return new PairingDigits.Side(person.root(), person.device(), Bytes.of(filled(nonce, PairingDigits.NONCE)));
    }

    /** Version 1: Alice only. */
    static Roster founded() {
        return Roster.found(FOUNDING, List.of(row(ALICE, "alice")), ADMIN);
    }

    static JoinCode code() {
        byte[] random = filled(9, JoinCode.SECRET_BYTES);
        return JoinCode.generate(FOUNDING.id(), new FixedRandom(random));
    }

    static Invitation invitation() {
        var terms = new Invitation.Terms(ALICE.owner(), NOW, NOW.plus(Duration.ofHours(24)), 2, Optional.of("hamburg"));
        return Invitation.issue(FOUNDING.id(), code(), terms, ADMIN);
    }

    static Admission admission() {
        return Admission.issue(invitation(), 1, BOB.owner(), "elsewhere", "bob", NOW.plusSeconds(60), ALICE_DEVICE);
    }

    static AgreementTerms terms() {
        return terms(NodeLabels.NONE);
    }

    /** The same, but the responder has labels. */
    static AgreementTerms labelledTerms() {
        return terms(NodeLabels.parse("rack=r7,department=sales"));
    }

    private static AgreementTerms terms(NodeLabels labels) {
        return new AgreementTerms(
                new AgreementId(Id16.of(filled(8, 16))),
                1,
                FOUNDING.id(),
                ALICE.owner(),
                BOB.owner(),
                ByteCount.gibibytes(20),
                ByteCount.gibibytes(21),
                WeekSchedule.always(),
                new WeekSchedule(Bytes.of(filled(0x0F, 21)), ZoneId.of("Europe/Berlin")),
                new Domains("host-a", "berlin", "linux", "amd64"),
                new Domains("host-b", "hamburg", "windows", "aarch64", labels),
                Duration.ofDays(14),
                Duration.ZERO,
                Duration.ofDays(365),
                NOW,
                List.of(1, 2, 0x8001),
                new Allowances(128, 1024, 2000, 4, Optional.of(NOW.plus(Duration.ofDays(365)))));
    }

    static Agreement agreement() {
        AgreementTerms terms = terms();
        return new Agreement(terms, AgreementCodec.sign(terms, ALICE_DEVICE), AgreementCodec.sign(terms, BOB_DEVICE));
    }

    /** Alice's, of Bob. */
    static Observation observation() {
        return new Observation.Statement(
                        ALICE.owner(),
                        BOB.owner(),
                        Mac.sha256(filled(8, 16)),
                        1_772_366_400,
                        Observation.Period.before(NOW, Duration.ofDays(30)),
                        new Tally(700, 1, 20, 43_000, 41_800, 3),
                        true,
                        Observation.NO_EVIDENCE)
                .signed(ALICE_DEVICE);
    }

    /** Alice's, to all. */
    static RootOrder rootOrder() {
        return RootOrder.cancelRelease(ALICE_ROOT, NOW);
    }

    static Advert advert() {
        var offer = new Advert.Offer(
                7,
                "host-a",
                ByteCount.gibibytes(100),
                List.of(new NodeAddress("192.168.1.7", 7600), new NodeAddress("2001:db8::7", 7600)),
                "alice");
        return Advert.issue(ALICE, FOUNDING.id(), offer, NOW, ALICE_DEVICE);
    }

    static byte[] secret() {
        return Mac.sha256(filled(1, 1)).bytes();
    }

    static PartnerPage page() {
        return new PartnerPage(
                ALICE.owner(),
                "alice",
                Optional.of(FOUNDING.ref()),
                List.of(
                        SheetPartner.of(BOB.owner(), "bob", new NodeAddress("192.168.1.8", 7600)),
                        SheetPartner.of(owner(3), "carol's box", new NodeAddress("carol.example.org", 7601))),
                NOW);
    }

    /** Its private half is 32 bytes of 10. */
    static EscrowKey escrow() {
        return new EscrowKey(X25519.publicKey(filled(10, 32)));
    }

    static EscrowBox escrowBox() {
        return EscrowBox.seal(secret(), FOUNDING.id(), escrow(), ALICE.owner(), filled(11, 32));
    }

    static KeptEscrow keptEscrow() {
        return new KeptEscrow(
                Optional.of(escrowBox()),
                Optional.of(new KeptEscrow.Asked(BOB.owner(), NOW, ADMIN.key(), Bytes.of(filled(12, 64)))));
    }

    static RecoverySheet sheet() {
        return new RecoverySheet(page(), secret());
    }
}
