// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.control.InviteRequest;
import org.holdfast.node.control.MemberReport;
import org.holdfast.node.control.SnapshotReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Five nodes: 0 founded, 1 is an owner with 2, 3 and 4 as partners, and with 0. */
class MembersTest {
    @TempDir
    private Path folder;

    private TestConfederation all;
    private Path data;

    @BeforeEach
    void start() {
        all = new TestConfederation(folder, 5);
        for (int i : new int[] {0, 2, 3, 4}) {
            all.node(i).start();
        }
        String seeds = List.of(0, 2, 3, 4).stream()
                .map(i -> "127.0.0.1:" + all.node(i).port())
                .reduce((a, b) -> a + "," + b)
                .orElseThrow();
        owner().set(Setting.REDUNDANCY, "1+1")
                .set(Setting.SPARES, 2)
                .set(Setting.SEEDS, seeds)
                .start();
        Await.until("partners", () -> TestConfederation.agreed(owner()).size() == 4);
        data = folder.resolve("data");
        Data.random(data.resolve("first"), 300_000, 1);
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private TestNode founder() {
        return all.node(0);
    }

    private TestNode owner() {
        return all.node(1);
    }

    private static String status(TestNode seenBy, TestNode of) {
        return seenBy.control().members().stream()
                .filter(each -> each.node().equals(of.owner().toString()))
                .map(MemberReport::status)
                .findFirst()
                .orElseThrow();
    }

    private static String site(TestNode seenBy, TestNode of) {
        return seenBy.control().members().stream()
                .filter(each -> each.node().equals(of.owner().toString()))
                .map(MemberReport::site)
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Tag("R2")
    void aMachineThatMovedIsShownWhereItStandsNow() {
        assertEquals("site1", site(owner(), owner()));
        owner().set(Setting.SITE, "harbour");
        assertEquals("harbour", site(owner(), owner()));
    }

    private static void assertProtected(SnapshotReport snapshot) {
        assertTrue(Set.of("PROTECTED", "FULL").contains(snapshot.state()), snapshot::toString);
    }

    private static long held(TestNode holder) {
        return holder.ledger().holdings().totalBytes().value();
    }

    @Test
    @Tag("R2")
    void withoutTheFounderNobodyJoinsAndEverythingElseGoesOn() {
        founder().stop();
        owner().source(data);
        assertProtected(owner().backup());
        assertEquals(0, owner().restore(folder.resolve("back")).errors());
        HoldfastException no = assertThrows(
                HoldfastException.class, () -> owner().control().invite(new InviteRequest(60, 1, Optional.empty())));
        assertEquals(ErrorCode.NOT_ON_ROSTER, no.code());
        assertEquals(
                ErrorCode.NOT_ON_ROSTER,
                assertThrows(HoldfastException.class, () -> owner().control().say("node2", "revoked"))
                        .code());
    }

    @Test
    void aRevokedPartnerGetsNoNewBlockAndAnswersForItsOldOnes() {
        owner().source(data).backup();
        TestNode revoked = all.node(2);
        founder().control().say("node2", "revoked");
        Await.until("the owner has the roster", () -> status(owner(), revoked).equals("revoked"));
        long before = held(revoked);
        for (int i = 0; i < 3; i++) {
            Data.random(data.resolve("more" + i), 300_000, 10 + i);
            owner().backup();
        }
        assertEquals(before, held(revoked));
        assertEquals(0, owner().restore(folder.resolve("back")).errors());
    }

    @Test
    void aRevokedOwnerReadsWhatItHasAndStoresNothingNew() {
        owner().source(data).backup();
        founder().control().say(owner().owner().toString().substring(0, 8), "revoked");
        Await.until(
                "all have the roster",
                () -> all.partners().stream()
                        .filter(each -> each != owner())
                        .allMatch(each -> status(each, owner()).equals("revoked")));
        assertEquals(0, owner().restore(folder.resolve("back")).errors());
        List<Long> before = all.partners().stream().map(MembersTest::held).toList();
        Data.random(data.resolve("more"), 300_000, 7);
        assertEquals(
                ErrorCode.NOT_ON_ROSTER,
                assertThrows(HoldfastException.class, () -> owner().backup()).code());
        assertTrue(owner().control().status().reasons().toString().contains("revoked this machine"));
        assertEquals(before, all.partners().stream().map(MembersTest::held).toList());
        founder().control().say("node1", "active");
        Await.until(
                "all have the roster",
                () -> all.partners().stream()
                        .allMatch(each -> status(each, owner()).equals("active")));
        assertProtected(owner().backup());
    }

    @Test
    void whoIsSuspendedIsTalkedToByNobody() {
        founder().control().say("node3", "suspended");
        Await.until(
                "cut off",
                () -> !owner().node().network().linked().contains(all.node(3).owner()));
        assertTrue(owner().node().network().link(all.node(3).owner()).isEmpty());
    }

    @Test
    void whatMakesNoSenseIsNamed() {
        assertEquals(
                ErrorCode.USAGE,
                assertThrows(HoldfastException.class, () -> founder().control().say("node2", "gone"))
                        .code());
        assertEquals(
                ErrorCode.MEMBER_UNKNOWN,
                assertThrows(HoldfastException.class, () -> founder().control().say("node", "active"))
                        .code());
        assertEquals(
                ErrorCode.CONFLICT,
                assertThrows(HoldfastException.class, () -> founder().control().say("node0", "revoked"))
                        .code());
    }
}
