// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.format.identity.RosterEntry;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.NodeAddress;
import org.holdfast.node.control.AuthorityReport;
import org.holdfast.node.control.EventReport;
import org.holdfast.node.member.TestAuthority;
import org.holdfast.node.member.TestAuthority.Issued;
import org.holdfast.node.member.TestAuthority.Wanted;
import org.holdfast.trust.Affiliation;
import org.holdfast.trust.Identity;
import org.holdfast.trust.IdentityStore;
import org.holdfast.trust.RecoverySecret;
import org.holdfast.trust.x509.MachineCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines that have a certificate of the organisation's CA, over real links. */
@Tag("R19")
class CertifiedJoinTest {
    private static final int FIRST_PORT = 2000;

    private final TestAuthority ca = TestAuthority.root("Example Machines CA");
    private final List<TestNode> joiners = new ArrayList<>();

    @TempDir
    private Path folder;

    private TestConfederation founders;

    @BeforeEach
    void found() {
        founders = new TestConfederation(folder, 1);
        founders.owner().start();
    }

    @AfterEach
    void end() {
        joiners.forEach(TestNode::close);
        founders.close();
    }

    private Affiliation.Certified joining(Issued issued) {
        Path[] files = issued.files(folder);
        ConfederationId id = ConfederationId.of(java.util.HexFormat.of()
                .parseHex(founders.owner().control().status().confederationId()));
        return new Affiliation.Certified(
                id,
                MachineCertificate.load(files[0], files[1]),
                List.of(new NodeAddress("127.0.0.1", founders.owner().port())));
    }

    private static IdentityStore identities(Path home) {
        return new IdentityStore(home, InstantSource.system(), new SecureRandom());
    }

    private TestNode machine(Issued issued) throws IOException {
        int number = joiners.size();
        Path home = folder.resolve("joiner" + number);
        byte[] bytes = new byte[RecoverySecret.BYTES];
        new SecureRandom().nextBytes(bytes);
        try (RecoverySecret secret = RecoverySecret.of(bytes);
                Identity made = identities(home).create("pc" + number, secret, joining(issued))) {
            Files.delete(folder.resolve("machine.key"));
            TestNode node = new TestNode(founders.network, FIRST_PORT + number, home, made.owner(), bytes)
                    .set(Setting.NAME, "pc" + number)
                    .set(Setting.HOST, "host-of-pc" + number)
                    .set(Setting.BIND_ADDRESS, "127.0.0.1")
                    .set(Setting.RESERVE_MEBIBYTES, 1)
                    .set(Setting.SITE_RULES, "127.0.0.0/8=by rule");
            joiners.add(node);
            return node;
        }
    }

    private AuthorityReport add() {
        return founders.owner().control().authorities().add(ca.file(folder).toString());
    }

    private static boolean isIn(TestNode node) {
        return node.node().membership().roster().isPresent();
    }

    private static String reasons(TestNode node) {
        return String.join("\n", node.control().status().reasons());
    }

    private List<EventReport> events() {
        List<EventReport> all = new ArrayList<>();
        founders.owner().control().events(0, false, all::add);
        return all;
    }

    @Test
    void aMachineIsLetInAndItsKeyIsNotNeededForThat() throws IOException {
        AuthorityReport added = add();
        assertEquals(List.of(added), founders.owner().control().authorities().list());
        assertEquals("Example Machines CA", added.name());
        TestNode node = machine(ca.issue(Wanted.machine("pc0.example.org"))).start();
        Await.until("it is in", () -> isIn(node));
        RosterEntry row = node.node()
                .membership()
                .roster()
                .orElseThrow()
                .row(node.owner())
                .orElseThrow();
        assertEquals("pc0", row.name());
        assertEquals("by rule", row.site());
        assertTrue(row.certificate().isPresent());
        Await.until("the wish is erased", () -> !Files.exists(node.home().resolve("identity/join")));
        assertTrue(events().stream().anyMatch(each -> each.toString().contains("pc0.example.org")));
    }

    @Test
    void whoIsRefusedSaysWhyAndJoinsWithAnother() throws IOException {
        add();
        Instant now = Instant.now();
        Wanted over = Wanted.machine("pc0").valid(now.minusSeconds(9_000), now.minusSeconds(60));
        TestNode node = machine(ca.issue(over)).start();
        Await.until("it is told", () -> reasons(node).contains("expired"));
        assertTrue(reasons(node).contains("CERTIFICATE_REFUSED"), reasons(node));
        assertFalse(isIn(node));
        identities(node.home()).rejoin(joining(ca.issue(Wanted.machine("pc0"))));
        Await.until("another certificate lets it in, and nobody restarts it", () -> isIn(node));
        assertFalse(reasons(node).contains("expired"), reasons(node));
    }

    @Test
    void aWishThatAStopLeftBehindIsErasedAtTheNextStart() throws IOException {
        add();
        TestNode node = machine(ca.issue(Wanted.machine("pc0")));
        Path join = node.home().resolve("identity/join");
        byte[] wish = Files.readAllBytes(join);
        node.start();
        Await.until("it is in", () -> isIn(node));
        node.stop();
        wish[20] = 0; // half erased
        Files.write(join, wish);
        node.start();
        Await.until("the wish is erased", () -> !Files.exists(join));
    }

    @Test
    void aMachineThatComesBeforeItsCaWaits() throws IOException {
        TestNode node = machine(ca.issue(Wanted.machine("pc0"))).start();
        Await.until("it is told", () -> reasons(node).contains("lists no CA"));
        assertFalse(isIn(node));
    }
}
