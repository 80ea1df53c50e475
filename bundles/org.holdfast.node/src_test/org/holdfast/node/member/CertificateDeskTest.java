// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.handshake.CertificateGranter.Enrol;
import org.holdfast.format.Ed25519;
import org.holdfast.format.Signatures;
import org.holdfast.format.Signer;
import org.holdfast.format.identity.CertifiedJoin;
import org.holdfast.format.identity.ConfederationRef;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.format.identity.Roster;
import org.holdfast.format.identity.RosterChange;
import org.holdfast.format.identity.RosterEntry;
import org.holdfast.ledger.SqliteLedger;
import org.holdfast.model.Bytes;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.member.TestAuthority.Issued;
import org.holdfast.node.member.TestAuthority.Wanted;
import org.holdfast.trust.Affiliation;
import org.holdfast.trust.ChangeStore;
import org.holdfast.trust.ConfederationStore;
import org.holdfast.trust.Identity;
import org.holdfast.trust.IdentityStore;
import org.holdfast.trust.PinStore;
import org.holdfast.trust.RecoverySecret;
import org.holdfast.trust.x509.Certificates;
import org.holdfast.trust.x509.MachineCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Machines with certificates of the organisation's CA, at the founder's. */
@Tag("R19")
class CertificateDeskTest {
    private final NodeClock clock = new NodeClock();
    private final TestAuthority ca = TestAuthority.root("Example Machines CA");

    @TempDir
    private Path home;

    private SqliteLedger ledger;
    private StoredMembership membership;
    private RosterDesk rosters;
    private CertificateDesk desk;

    @BeforeEach
    void open() {
        Identity founder;
        try (RecoverySecret secret = RecoverySecret.of(filled(7))) {
            founder = new IdentityStore(home, clock, new SecureRandom())
                    .create("founder", secret, new Affiliation.Founder("test", "site"));
        }
        ledger = SqliteLedger.open(home.resolve("ledger.db"));
        membership = new StoredMembership(new ConfederationStore(home), new PinStore(home));
        rosters = new RosterDesk(founder, membership, new ChangeStore(home), ledger, clock);
        desk = new CertificateDesk(rosters, ledger, clock);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private static byte[] filled(int value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static Signer signer(int seed) {
        return Signatures.signer(Ed25519.privateKey(filled(seed)));
    }

    private static DeviceCert device(int number) {
        return DeviceCert.issue(signer(number), signer(number + 1), 1, 1, Instant.parse("2026-03-01T12:00:00Z"));
    }

    private Roster roster() {
        return membership.roster().orElseThrow();
    }

    private CertifiedJoin wish(Issued issued, int number, ConfederationId confederation) {
        Path[] files = issued.files(home);
        return MachineCertificate.load(files[0], files[1]).wish(confederation, device(number));
    }

    private void join(Issued issued, int number, String name) {
        join(wish(issued, number, roster().confederation()), name);
    }

    private void join(CertifiedJoin wish, String name) {
        desk.enrol(new Enrol(wish, "north", name));
    }

    private HoldfastException refused(ErrorCode code, Runnable attempt) {
        long before = roster().version();
        HoldfastException no = assertThrows(HoldfastException.class, attempt::run);
        assertEquals(code, no.code(), no.getMessage());
        assertEquals(before, roster().version(), "nothing was signed");
        return no;
    }

    private void refused(String why, Issued issued) {
        HoldfastException no = refused(ErrorCode.CERTIFICATE_REFUSED, () -> join(issued, 51, "stranger"));
        assertTrue(String.valueOf(no.getMessage()).contains(why), no::getMessage);
    }

    private void add(TestAuthority authority) {
        desk.add(authority.file(home));
    }

    private String events() {
        StringBuilder all = new StringBuilder();
        ledger.events().after(0, 100).forEach(each -> all.append(each).append('\n'));
        return all.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ed25519", "secp256r1", "secp384r1", "2048", "3072"})
    void aCertificateOfTheCaLetsAMachineIn(String key) {
        add(ca);
        Issued issued = ca.issue(Wanted.machine("pc17.example.org").key(key));
        join(issued, 11, "pc17");

        RosterEntry row = roster().row(device(11).owner()).orElseThrow();
        assertEquals(List.of("north", "pc17"), List.of(row.site(), row.name()));
        assertEquals(
                Certificates.signedPart(issued.chain().getFirst()),
                row.certificate().orElseThrow());
        assertTrue(events().contains("pc17.example.org") && events().contains("Example Machines CA"), events());
        long version = roster().version();
        join(issued, 11, "pc17");
        assertEquals(version, roster().version(), "the same again, as its answer may have been lost");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secp256r1", "2048"})
    void theCaMayHaveAnyOfTheseKeysToo(String key) {
        TestAuthority other = TestAuthority.root(Wanted.authority("Other", 2).key(key));
        add(other);
        join(other.issue(Wanted.machine("pc")), 11, "pc");
        assertTrue(roster().row(device(11).owner()).isPresent());
    }

    @Test
    void usagesThatAreNotSaidAreNotLimited() {
        add(ca);
        join(ca.issue(Wanted.machine("a").usage(null).forPurposes()), 11, "a");
        join(ca.issue(Wanted.machine("b").forPurposes(TestAuthority.SERVER_AUTH, "2.5.29.37.0")), 21, "b");
        assertEquals(3, roster().entries().size());
    }

    @Test
    void thereMayBeCasBetween() {
        add(ca);
        TestAuthority below = ca.below(Wanted.authority("Berlin CA", 0));
        Issued issued = below.issue(Wanted.machine("pc"));
        join(
                new Issued(List.of(issued.chain().get(0), issued.chain().get(1), ca.certificate()), issued.key()),
                11,
                "pc");
        assertTrue(roster().row(device(11).owner()).isPresent(), "the CA itself may be shown, too");
    }

    @Test
    void theCaBelowMayBeTheOneThatIsListed() {
        TestAuthority below = ca.below(Wanted.authority("Berlin CA", 0));
        add(below);
        join(below.issue(Wanted.machine("pc")), 11, "pc");
        refused("no CA of this confederation", ca.issue(Wanted.machine("above")));
    }

    @Test
    void otherCertificatesLetNobodyIn() {
        refused("lists no CA", ca.issue(Wanted.machine("pc")));
        add(ca);
        Instant now = Instant.now();
        refused("expired", ca.issue(Wanted.machine("pc").valid(now.minusSeconds(9_000), now.minusSeconds(60))));
        refused("valid from", ca.issue(Wanted.machine("pc").valid(now.plusSeconds(60), now.plusSeconds(9_000))));
        refused("digital signatures", ca.issue(Wanted.machine("pc").usage(TestAuthority.KEY_ENCIPHERMENT)));
        refused("client authentication", ca.issue(Wanted.machine("pc").forPurposes(TestAuthority.SERVER_AUTH)));
        refused("no CA of this confederation", TestAuthority.root("Other").issue(Wanted.machine("pc")));
        refused("signature", TestAuthority.root("Example Machines CA").issue(Wanted.machine("pc")));
        refused("a CA's", ca.issue(Wanted.authority("Berlin CA", 0).usage(TestAuthority.DIGITAL_SIGNATURE)));
        refused("keyCertSign", ca.below(Wanted.machine("pc")).issue(Wanted.machine("mallory")));
        refused("basic constraints", ca.below(Wanted.machine("pc").usage(null)).issue(Wanted.machine("mallory")));
        assertEquals(1, roster().entries().size());
    }

    @Test
    void theCasOwnLimitsHold() {
        TestAuthority leafOnly = TestAuthority.root(Wanted.authority("Leaf CA", 0));
        add(leafOnly);
        refused("more CAs", leafOnly.below(Wanted.authority("Below", 0)).issue(Wanted.machine("pc")));
        Instant now = Instant.now();
        TestAuthority coming =
                TestAuthority.root(Wanted.authority("Coming", 1).valid(now.plusSeconds(3_600), now.plusSeconds(7_200)));
        add(coming);
        refused("valid from", coming.issue(Wanted.machine("pc")));
    }

    @Test
    void brokenHashesAndWeakKeysAreRefused() {
        TestAuthority rsa = TestAuthority.root(Wanted.authority("RSA", 2).key("2048"));
        add(rsa);
        refused("hash that is broken", rsa.issue(Wanted.machine("pc"), "SHA1"));
        TestAuthority weak = rsa.below(Wanted.authority("Weak", 0).key("1024"));
        refused("its key is none of", weak.issue(Wanted.machine("pc")));
    }

    /** Whoever has a certificate can write its ECDSA signature (r, s) as (r, n - s): that is no other certificate. */
    @Test
    void anotherFormOfTheSameCertificateLetsNobodyElseIn() {
        TestAuthority curve = TestAuthority.root(Wanted.authority("Curve", 2).key("secp256r1"));
        add(curve);
        Issued issued = curve.issue(Wanted.machine("pc"));
        Issued other = new Issued(List.of(curve.signedOtherwise(issued.chain().getFirst())), issued.key());
        join(issued, 11, "pc");

        assertNotEquals(issued.chain(), other.chain());
        HoldfastException no = refused(ErrorCode.CERTIFICATE_REFUSED, () -> join(other, 21, "stranger"));
        assertTrue(String.valueOf(no.getMessage()).contains("used already"), no::getMessage);
    }

    @Test
    void onlyTheHolderOfTheKeyJoins() {
        add(ca);
        Issued issued = ca.issue(Wanted.machine("pc"));
        CertifiedJoin right = wish(issued, 11, roster().confederation());
        byte[] bent = right.signature().toArray();
        bent[5] ^= 1;
        for (Bytes signature : List.of(Bytes.of(bent), Bytes.of(new byte[1]), Bytes.of(new byte[64]))) {
            CertifiedJoin wrong = new CertifiedJoin(
                    right.confederation(), right.owner(), right.device(), right.certificates(), signature);
            refused(ErrorCode.CERTIFICATE_REFUSED, () -> join(wrong, "pc"));
        }
        CertifiedJoin another = new CertifiedJoin(
                right.confederation(),
                device(21).owner(),
                device(21).device(),
                right.certificates(),
                right.signature());
        refused(ErrorCode.CERTIFICATE_REFUSED, () -> join(another, "pc"));
        ConfederationId elsewhere = ConfederationRef.open("x").id();
        refused(ErrorCode.CERTIFICATE_REFUSED, () -> join(wish(issued, 11, elsewhere), "pc"));
    }

    @Test
    void whatIsNoCertificateIsRefused() {
        add(ca);
        CertifiedJoin right = wish(ca.issue(Wanted.machine("pc")), 11, roster().confederation());
        byte[] der = right.certificates().getFirst().toArray();
        for (Bytes bytes : List.of(
                Bytes.of(new byte[1]),
                Bytes.of(new byte[4096]),
                Bytes.of(Arrays.copyOf(der, der.length - 1)),
                Bytes.of(Arrays.copyOf(der, der.length + 1)),
                Bytes.of("-----BEGIN CERTIFICATE-----".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))) {
            CertifiedJoin wrong = new CertifiedJoin(
                    right.confederation(), right.owner(), right.device(), List.of(bytes), right.signature());
            refused(ErrorCode.CERTIFICATE_REFUSED, () -> join(wrong, "pc"));
        }
    }

    @Test
    void oneCertificateLetsOneMachineInForEver() {
        add(ca);
        Issued issued = ca.issue(Wanted.machine("pc"));
        join(issued, 11, "pc");
        assertTrue(refused(ErrorCode.CERTIFICATE_REFUSED, () -> join(issued, 21, "pc2"))
                .getMessage()
                .contains("used already"));
        RosterEntry row = roster().row(device(11).owner()).orElseThrow();
        rosters.sign(List.of(new RosterChange.Row(Optional.of(row), row.with(RosterEntry.Status.REVOKED))));
        refused(ErrorCode.CERTIFICATE_REFUSED, () -> join(issued, 21, "pc2"));
        join(ca.issue(Wanted.machine("pc")), 21, "pc");
        assertEquals(3, roster().entries().size(), "another one, in the place of the machine that was revoked");
    }

    @Test
    void namesAreOneMachinesOnly() {
        add(ca);
        Issued issued = ca.issue(Wanted.machine("pc"));
        assertTrue(refused(ErrorCode.JOIN_REFUSED, () -> join(issued, 11, "founder"))
                .getMessage()
                .contains("already"));
        refused(ErrorCode.JOIN_REFUSED, () -> join(issued, 11, " x "));
        join(issued, 11, "pc");
    }

    @Test
    void whenTheCaIsRemovedItsMachinesStay() {
        add(ca);
        Issued first = ca.issue(Wanted.machine("a"));
        join(first, 11, "a");
        String fingerprint = desk.authorities().getFirst().fingerprint().toString();
        assertEquals(
                ErrorCode.USAGE,
                assertThrows(HoldfastException.class, () -> desk.remove(fingerprint.substring(0, 7)))
                        .code());
        desk.remove(fingerprint.substring(0, 8));
        assertTrue(desk.authorities().isEmpty());
        refused("lists no CA", ca.issue(Wanted.machine("b")));
        join(first, 11, "a");
        assertTrue(roster().row(device(11).owner()).isPresent());
        assertTrue(events().contains("CA_ADDED") && events().contains("CA_REMOVED"), events());
        assertEquals(
                ErrorCode.USAGE,
                assertThrows(HoldfastException.class, () -> desk.remove(fingerprint))
                        .code());
    }

    @Test
    void fourCasAreTheMost() throws IOException {
        for (int i = 0; i < 4; i++) {
            add(TestAuthority.root("CA " + i));
        }
        refused(ErrorCode.CONFLICT, () -> add(ca));
        Path all = Files.writeString(
                home.resolve("two.pem"), TestAuthority.pem(ca.certificate()) + TestAuthority.pem(ca.certificate()));
        refused(ErrorCode.CERTIFICATE_UNUSABLE, () -> desk.add(all));
        refused(ErrorCode.CERTIFICATE_UNUSABLE, () -> desk.add(home.resolve("missing.pem")));
        Path text = Files.writeString(home.resolve("text.pem"), "no certificate");
        refused(ErrorCode.CERTIFICATE_UNUSABLE, () -> desk.add(text));
    }

    @Test
    void aCaIsOneThatCanBeKeptTo() throws IOException {
        Path machine = Files.writeString(
                home.resolve("m.pem"),
                TestAuthority.pem(ca.issue(Wanted.machine("pc")).chain().getFirst()));
        refused(ErrorCode.CERTIFICATE_UNUSABLE, () -> desk.add(machine));
        Instant now = Instant.now();
        for (Wanted wanted : List.of(
                Wanted.authority("over", 1).valid(now.minusSeconds(9_000), now.minusSeconds(60)),
                Wanted.authority("constrained", 1).withNameConstraints(),
                Wanted.authority("weak", 1).key("1024"),
                Wanted.authority("other use", 1).usage(TestAuthority.DIGITAL_SIGNATURE))) {
            refused(ErrorCode.CERTIFICATE_UNUSABLE, () -> add(TestAuthority.root(wanted)));
        }
        long version = roster().version();
        add(ca);
        add(ca);
        assertEquals(version + 1, roster().version(), "again it does nothing");
    }

    @Test
    void onlyAnAdminsMachineTakesThem() {
        add(ca);
        Issued issued = ca.issue(Wanted.machine("pc"));
        CertifiedJoin wish = wish(issued, 11, roster().confederation());
        Signer second = signer(8);
        rosters.sign(
                List.of(new RosterChange.Appointment(second.key(), device(31).owner())));
        rosters.sign(List.of(
                new RosterChange.Dismissal(rosters.admin().key(), device(41).owner())));
        refused(ErrorCode.NOT_ON_ROSTER, () -> join(wish, "pc"));
        refused(ErrorCode.NOT_ON_ROSTER, () -> add(ca));
        assertFalse(roster().row(device(11).owner()).isPresent());
    }
}
