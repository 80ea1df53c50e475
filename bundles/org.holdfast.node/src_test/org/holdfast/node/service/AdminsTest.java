// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.holdfast.format.identity.EscrowBox;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.control.AdminReport;
import org.holdfast.node.control.EscrowReport;
import org.holdfast.node.control.InviteRequest;
import org.holdfast.node.control.MemberReport;
import org.holdfast.trust.IdentityStore;
import org.holdfast.trust.RecoverySecret;
import org.holdfast.trust.SecretStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Node 0 founded; node 1 becomes an admin, too; node 2 is a member. */
class AdminsTest {
    @TempDir
    private Path folder;

    private TestConfederation all;

    @BeforeEach
    void start() {
        all = new TestConfederation(folder, 3);
        founder().start();
        second().set(Setting.SEEDS, address(founder())).start();
        member().set(Setting.SEEDS, address(founder()) + "," + address(second()))
                .start();
        Await.until("linked", () -> linked(founder(), second()) && linked(second(), member()));
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private TestNode founder() {
        return all.node(0);
    }

    private TestNode second() {
        return all.node(1);
    }

    private TestNode member() {
        return all.node(2);
    }

    private static String address(TestNode node) {
        return "127.0.0.1:" + node.port();
    }

    private static boolean linked(TestNode one, TestNode other) {
        return one.node().network().linked().contains(other.owner());
    }

    private static IdentityStore identities(TestNode node) {
        return new IdentityStore(node.home(), InstantSource.system(), new SecureRandom());
    }

    /** While the node runs, as the command does it. */
    private static void makeKey(TestNode node) {
        identities(node).keepAdminKey().close();
    }

    private static Set<String> admins(TestNode seenBy) {
        return seenBy.control().admins().list().stream().map(AdminReport::name).collect(Collectors.toSet());
    }

    private void twoAdmins() {
        makeKey(second());
        founder().control().admins().add("node1");
        Await.until(
                "all know it",
                () -> admins(second()).equals(Set.of("node0", "node1"))
                        && admins(member()).equals(Set.of("node0", "node1")));
    }

    private static String status(TestNode seenBy, String name) {
        return seenBy.control().members().stream()
                .filter(each -> each.name().equals(name))
                .map(MemberReport::status)
                .findFirst()
                .orElse("none");
    }

    private static HoldfastException refused(ErrorCode code, Executable call) {
        HoldfastException no = assertThrows(HoldfastException.class, call);
        assertEquals(code, no.code(), no::getMessage);
        return no;
    }

    @Test
    @Tag("R2")
    void theFoundersMachineIsGoneAndAnotherAdminInvitesAndRevokes() {
        twoAdmins();
        founder().stop();

        String code = second().control()
                .invite(new InviteRequest(60, 1, Optional.empty()))
                .code();
        TestNode joiner = all.joiner(code, address(second()));
        Await.until("it is in", () -> status(joiner, "joiner").equals("active"));
        Await.until("the others know it", () -> status(member(), "joiner").equals("active"));

        second().control().say("node2", "revoked");
        Await.until("it hears of it", () -> status(member(), "node2").equals("revoked"));
        second().control().say("node2", "active");
        Await.until("and that it is over", () -> status(member(), "node2").equals("active"));
    }

    @Test
    @Tag("R2")
    void whoSleptMeanwhileFollowsTheNewAdmin() {
        member().stop();
        makeKey(second());
        founder().control().admins().add("node1");
        Await.until("the new admin knows", () -> admins(second()).size() == 2);
        founder().stop();
        second().control().admins().remove("node0");
        second().control().say("node2", "suspended");
        second().control().say("node2", "active");

        member().start();

        Await.until("it follows", () -> admins(member()).equals(Set.of("node1")));
        Await.until("and is welcome", () -> linked(member(), second()));
    }

    @Test
    @Tag("R56")
    void escrowIsFoundFromEveryAdminsMachine() {
        twoAdmins();
        Await.until("there is a box", () -> member().control().status().escrow().equals("kept"));
        List<EscrowReport> found = second().control().escrow("node2");
        assertEquals(1, found.size());
        try (RecoverySecret sheet = founder().secret();
                RecoverySecret opened = sheet.unseal(
                        EscrowBox.read(HexFormat.of().parseHex(found.getFirst().box())))) {
            assertEquals(member().owner(), opened.owner(), "the founder's sheet opens it");
        }
    }

    @Test
    void whoMadeNoKeyIsTold() {
        refused(ErrorCode.NOT_ON_ROSTER, () -> second().control().admins().add("node2"));
        refused(ErrorCode.ADMIN_KEY_MISSING, () -> founder().control().admins().add("node1"));
        makeKey(second());
        HoldfastException no = refused(
                ErrorCode.NOT_ON_ROSTER, () -> second().control().invite(new InviteRequest(60, 1, Optional.empty())));
        assertTrue(String.valueOf(no.getMessage()).contains("the roster does not name it"), no::getMessage);
        refused(ErrorCode.NOT_ON_ROSTER, () -> second().control().escrow("node2"));
        refused(ErrorCode.MEMBER_UNKNOWN, () -> founder().control().admins().add("nobody"));
        makeKey(member());
        member().stop();
        refused(ErrorCode.PEER_LOST, () -> founder().control().admins().add("node2"));
    }

    @Test
    void aKeyIsMadeFromTheSheetWhenTheSecretIsOnPaperOnly() {
        SecretStore secrets = identities(second()).secrets();
        try (RecoverySecret words = second().secret()) {
            secrets.seal(String.join(" ", words.words()).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            refused(ErrorCode.SECRET_SEALED, () -> makeKey(second()));
            identities(second()).keepAdminKey(words).close();
        }
        assertEquals("node1", founder().control().admins().add("node1").name());
        Await.until("it knows", () -> admins(second()).size() == 2);
        second().control().say("node2", "revoked");
        try (RecoverySecret others = member().secret()) {
            refused(ErrorCode.WRONG_KEY, () -> identities(second()).keepAdminKey(others));
        }
    }

    @Test
    void adminsRemoveEachOtherAndThemselvesButNotTheLast() {
        assertEquals(Set.of("node0"), admins(founder()));
        assertEquals(Set.of(""), admins(second()), "only the founder knows whose the founder's key is");
        refused(ErrorCode.CONFLICT, () -> founder().control().admins().remove("node0"));
        twoAdmins();
        refused(ErrorCode.MEMBER_UNKNOWN, () -> founder().control().admins().remove("node2"));
        refused(ErrorCode.CONFLICT, () -> founder().control().say("node1", "revoked"));
        founder().control().admins().add("node1");

        founder().control().admins().remove("node0");
        Await.until("all know it", () -> admins(second()).equals(Set.of("node1")));
        refused(ErrorCode.NOT_ON_ROSTER, () -> founder().control().say("node2", "revoked"));
        refused(ErrorCode.CONFLICT, () -> second().control().admins().remove("node1"));
        second().control().admins().add("node0");
        Await.until("it is back", () -> admins(founder()).size() == 2);
        second().control()
                .admins()
                .remove(founder().node().identity().adminKey().toString().substring(0, 8));
        Await.until("and gone", () -> admins(founder()).equals(Set.of("node1")));
    }

    @Test
    @Tag("R2")
    void bothSignWhileTheyDoNotHearOfEachOtherAndBothChangesHold() {
        twoAdmins();
        second().stop();
        member().stop();
        founder().control().say("node2", "revoked");
        founder().stop();
        second().set(Setting.SEEDS, address(member())).start();
        member().start();
        String code = second().control()
                .invite(new InviteRequest(60, 1, Optional.empty()))
                .code();
        TestNode joiner = all.joiner(code, address(second()));
        Await.until("it is in", () -> status(joiner, "joiner").equals("active"));
        assertEquals("active", status(second(), "node2"));

        founder().set(Setting.SEEDS, address(second())).start();

        Await.until(
                "the founder's change holds", () -> status(second(), "node2").equals("revoked"));
        Await.until("the second's, too", () -> status(founder(), "joiner").equals("active"));
        Await.until("everywhere", () -> status(joiner, "node2").equals("revoked"));
    }
}
