// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.holdfast.core.Reply;
import org.holdfast.core.port.EventRow;
import org.holdfast.format.identity.EscrowBox;
import org.holdfast.format.identity.KeptEscrow.Asked;
import org.holdfast.format.identity.Roster;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.control.EscrowReport;
import org.holdfast.node.control.RecoverRequest;
import org.holdfast.node.control.RestoredReport;
import org.holdfast.node.member.EscrowDesk;
import org.holdfast.trust.EscrowStore;
import org.holdfast.trust.RecoverySecret;
import org.holdfast.wire.EscrowMessage.EscrowGet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Node 0 founded; node 1 is a member whose machine and sheet are lost; nodes 2 and 3 are its partners, too. */
class EscrowTest {
    @TempDir
    private Path folder;

    private TestConfederation all;

    private TestNode founder() {
        return all.node(0);
    }

    private TestNode member() {
        return all.node(1);
    }

    @BeforeEach
    void start() {
        all = new TestConfederation(folder, 4);
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private void startAll() {
        all.node(2).start();
        all.node(3).start();
        String others =
                "127.0.0.1:" + all.node(2).port() + ",127.0.0.1:" + all.node(3).port();
        founder().set(Setting.SEEDS, others).start();
        Await.until(
                "the founder's partners",
                () -> TestConfederation.agreed(founder()).size() == 2);
        String seeds = others + ",127.0.0.1:" + founder().port();
        member().set(Setting.REDUNDANCY, "1+2").set(Setting.SEEDS, seeds).start();
        Await.until("partners", () -> TestConfederation.agreed(member()).size() == 3);
    }

    private static String escrow(TestNode node) {
        return node.control().status().escrow();
    }

    private static boolean keepsABox(TestNode keeper, TestNode of) {
        return new EscrowStore(keeper.home()).find(of.owner()).box().isPresent();
    }

    private static List<String> events(TestNode node) {
        return node.ledger().events().after(0, 10_000).stream()
                .map(EventRow::type)
                .filter(type -> type.startsWith("ESCROW"))
                .toList();
    }

    private RecoverySecret opened(EscrowReport report) {
        try (RecoverySecret founders = founder().secret()) {
            return founders.unseal(EscrowBox.read(HexFormat.of().parseHex(report.box())));
        }
    }

    @Test
    @Tag("R56")
    void theFounderBringsBackAMachineWhoseSheetIsLost() {
        startAll();
        Path data = folder.resolve("data");
        OddTree.build(data);
        member().source(data).backup();
        Await.until("all have it", () -> keepsABox(founder(), member()) && keepsABox(all.node(2), member()));
        assertEquals("kept", escrow(member()));
        assertEquals("founder", escrow(founder()));
        member().stop();

        List<EscrowReport> found = founder().control().escrow("node1");
        assertEquals(1, found.size());
        assertEquals(member().owner().toString(), found.getFirst().owner());
        assertTrue(found.getFirst().keepers().size() >= 2, found.toString());
        assertTrue(events(founder()).contains("ESCROW_OPENED"), events(founder())::toString);
        assertEquals(List.of("ESCROW_SEALED", "ESCROW_ASKED"), events(all.node(2)));

        try (RecoverySecret secret = opened(found.getFirst())) {
            TestNode back = all.blank(1, secret, "127.0.0.1:" + all.node(2).port());
            RestoredReport report = back.control()
                    .recover(
                            new RecoverRequest(folder.resolve("back").toString(), List.of(), false, Optional.empty()),
                            progress -> {});
            assertEquals(0, report.errors(), report.problems().toString());
            assertEquals(TreePrint.of(data), TreePrint.of(Data.restored(folder.resolve("back"), data)));
            Await.until(
                    "it hears that somebody asked",
                    () -> String.join("", back.control().status().reasons())
                            .contains("asked for this machine's recovery secret"));
        }
    }

    @Test
    void whoIsAliveIsToldAtOnce() {
        startAll();
        Await.until("it has a box there", () -> keepsABox(founder(), member()));
        Await.until("linked", () -> founder().node().network().linked().contains(member().owner()));
        founder().control().escrow(member().owner().toString().substring(0, 8));
        assertTrue(events(member()).contains("ESCROW_ASKED"), events(member())::toString);
        assertTrue(
                member().control().status().reasons().stream()
                        .anyMatch(each -> each.contains("asked for this machine")),
                member().control().status().reasons()::toString);
    }

    /** The founder asks one keeper, behind the owner's back. */
    private void askOnly(TestNode keeper) {
        Node node = founder().node();
        Roster roster = node.membership().roster().orElseThrow();
        EscrowGet wish = EscrowGet.sign(
                node.identity().admin().orElseThrow(),
                roster.confederation(),
                founder().owner(),
                member().owner(),
                InstantSource.system().instant());
        assertInstanceOf(Reply.Answered.class, node.partners().escrow(keeper.owner(), wish));
    }

    @Test
    @Tag("R56")
    void whoIsLeftOutHearsOfItWithinADayFromAnHonestKeeper() {
        AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
        member().clock(new NodeClock(() -> InstantSource.system().instant().plus(ahead.get())));
        startAll();
        Await.until("boxes", () -> keepsABox(all.node(2), member()) && keepsABox(all.node(3), member()));
        Await.until("told", () -> escrow(member()).equals("kept"));
        askOnly(all.node(2));
        assertFalse(events(member()).contains("ESCROW_ASKED"));
        ahead.set(Duration.ofHours(25));
        Await.until("it hears", () -> events(member()).contains("ESCROW_ASKED"));
    }

    @Test
    @Tag("R56")
    void aKeeperThatLiesHidesNothing() {
        startAll();
        Await.until("boxes", () -> keepsABox(all.node(2), member()) && keepsABox(all.node(3), member()));
        EscrowStore liars = new EscrowStore(all.node(2).home());
        Asked invented = new Asked(
                founder().owner(),
                InstantSource.system().instant().plus(Duration.ofDays(9_000)),
                founder().node().identity().admin().orElseThrow().key(),
                Bytes.of(new byte[64]));
        liars.keep(member().owner(), liars.find(member().owner()).asked(invented));
        EscrowDesk desk = member().node().desks().escrow();
        desk.leaveAgain(List.of(all.node(2).owner()));
        assertFalse(events(member()).contains("ESCROW_ASKED"));
        askOnly(all.node(3));
        desk.leaveAgain(
                List.of(all.node(2).owner(), all.node(3).owner(), all.node(3).owner()));
        assertEquals(1, events(member()).stream().filter("ESCROW_ASKED"::equals).count());
        assertTrue(desk.warning().isPresent());
    }

    @Test
    void whoDoesNotWantItTakesItBack() {
        startAll();
        Await.until("it has a box there", () -> keepsABox(founder(), member()) && keepsABox(all.node(2), member()));
        member().set(Setting.ESCROW, "false");
        Await.until("gone", () -> !keepsABox(founder(), member()) && !keepsABox(all.node(2), member()));
        assertEquals("off", escrow(member()));
        assertEquals(
                ErrorCode.ESCROW_UNKNOWN,
                assertThrows(HoldfastException.class, () -> founder().control().escrow("node1"))
                        .code());
        member().set(Setting.ESCROW, "true");
        Await.until("there again", () -> keepsABox(founder(), member()));
    }

    @Test
    void onlyAnAdminAsksAndOnlyForAMember() {
        startAll();
        assertEquals(
                ErrorCode.NOT_ON_ROSTER,
                assertThrows(HoldfastException.class, () -> member().control().escrow("node2"))
                        .code());
        assertEquals(
                ErrorCode.MEMBER_UNKNOWN,
                assertThrows(HoldfastException.class, () -> founder().control().escrow("nobody"))
                        .code());
    }
}
