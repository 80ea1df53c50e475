// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.format.identity.JoinCode;
import org.holdfast.model.NodeAddress;
import org.holdfast.node.control.InviteRequest;
import org.holdfast.trust.Affiliation;
import org.holdfast.trust.Identity;
import org.holdfast.trust.IdentityStore;
import org.holdfast.trust.RecoverySecret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines that are given a code and started, and asked nothing. */
class SilentJoinTest {
    private static final int FIRST_PORT = 2000;

    @TempDir
    private Path folder;

    private TestConfederation founders;
    private final List<TestNode> joiners = new ArrayList<>();

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

    private JoinCode code(int uses, Optional<String> site) {
        return JoinCode.parse(founders.owner()
                .control()
                .invite(new InviteRequest(60, uses, site))
                .code());
    }

    private Affiliation.Joining joining(JoinCode code) {
        return new Affiliation.Joining(
                code, List.of(new NodeAddress("127.0.0.1", founders.owner().port())));
    }

    private static IdentityStore identities(Path home) {
        return new IdentityStore(home, InstantSource.system(), new SecureRandom());
    }

    private TestNode machine(JoinCode code) {
        int number = joiners.size();
        Path home = folder.resolve("joiner" + number);
        byte[] bytes = new byte[RecoverySecret.BYTES];
        new SecureRandom().nextBytes(bytes);
        try (RecoverySecret secret = RecoverySecret.of(bytes);
                Identity made = identities(home).create("pc" + number, secret, joining(code))) {
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

    private static boolean isIn(TestNode node) {
        return node.node().membership().roster().isPresent();
    }

    private String siteOnRoster(TestNode node) {
        return founders.owner()
                .node()
                .membership()
                .roster()
                .orElseThrow()
                .row(node.owner())
                .orElseThrow()
                .site();
    }

    private static String reasons(TestNode node) {
        return String.join("\n", node.control().status().reasons());
    }

    @Test
    @Tag("R19")
    void oneCodeForManyMachinesAndTheOneTooManyIsToldWhy() {
        JoinCode code = code(4, Optional.of("north"));
        for (int i = 0; i < 4; i++) {
            TestNode node = machine(code).start();
            Await.until("a machine is in", () -> isIn(node));
            assertEquals("north", siteOnRoster(node));
            assertEquals("north", node.node().settings().domains().site());
        }
        TestNode late = machine(code).start();
        Await.until("it is told", () -> reasons(late).contains("used up"));
        assertFalse(isIn(late));
        identities(late.home()).rejoin(joining(code(1, Optional.empty())));
        Await.until("another code lets it in, and nobody restarts it", () -> isIn(late));
        assertFalse(reasons(late).contains("used up"), reasons(late));
        assertFalse(Files.exists(late.home().resolve("identity/join")), "the code is erased");
    }

    @Test
    @Tag("R6")
    void withoutASiteInTheInvitationTheRulesSayIt() {
        TestNode node = machine(code(1, Optional.empty())).start();
        Await.until("it is in", () -> isIn(node));
        assertEquals("by rule", siteOnRoster(node));
        assertEquals("by rule", node.node().settings().domains().site());
    }

    @Test
    void theSiteOfTheInvitationIsKeptOverARestart() throws IOException {
        TestNode node = machine(code(1, Optional.of("north"))).start();
        Await.until("it is in", () -> isIn(node));
        assertTrue(Files.readString(node.home().resolve("etc/org.holdfast.node.cfg"))
                .contains("site = north"));
    }

    @Test
    void aMachineWithoutAMemberInReachSaysSo() {
        JoinCode code = code(1, Optional.empty());
        founders.owner().stop();
        TestNode node = machine(code).start();
        assertTrue(reasons(node).contains("no member has answered"), reasons(node));
    }
}
