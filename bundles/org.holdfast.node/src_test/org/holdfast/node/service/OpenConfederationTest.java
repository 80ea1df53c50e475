// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.holdfast.core.Reply;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.control.RecoverRequest;
import org.holdfast.node.control.RestoredReport;
import org.holdfast.node.control.StatusReport;
import org.holdfast.node.net.PeerStream;
import org.holdfast.wire.PutMessage.Have;
import org.holdfast.wire.PutMessage.HaveAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Four machines in a street: 0 is paired with 1 and 2, which do not know each other; nobody is paired with 3, which knows
 * where all of them are.
 */
class OpenConfederationTest {
    private static final Duration COMMITMENT = Duration.ofDays(21);

    @TempDir
    private Path folder;

    private OpenStreet street;
    private Path data;

    @BeforeEach
    void pair() {
        street = new OpenStreet(folder, 4).start();
        OpenStreet.pair(owner(), street.node(1));
        OpenStreet.pair(street.node(2), owner());
        Await.until("agreements", () -> TestConfederation.agreed(owner()).size() == 2);
        data = folder.resolve("data");
        Data.random(data.resolve("first"), 300_000, 1);
        owner().source(data).backup();
    }

    @AfterEach
    void stop() {
        street.close();
    }

    private TestNode owner() {
        return street.node(0);
    }

    private static long held(TestNode holder) {
        return holder.ledger().holdings().totalBytes().value();
    }

    private PlacementRow placed(TestNode holder) {
        return owner().ledger()
                .segments()
                .placements(holder.owner(), PlacementState.ACKED)
                .getFirst();
    }

    /** Asked without regard to what this node itself thinks of it. */
    private Reply<Integer> read(TestNode holder) {
        PlacementRow place = placed(holder);
        return owner().node()
                .partners()
                .read(holder.owner(), place.agreement(), place.block(), place.payloadLength(), piece -> {});
    }

    private HaveAnswer audit(TestNode holder) throws InterruptedException {
        PlacementRow place = placed(holder);
        try (PeerStream stream =
                owner().node().network().link(holder.owner()).orElseThrow().converse()) {
            stream.send(new Have(place.agreement(), List.of(place.block())));
            return assertInstanceOf(
                    HaveAnswer.class, stream.receive(Duration.ofSeconds(10)).orElseThrow());
        }
    }

    private static String reasons(StatusReport status) {
        return status.reasons().toString();
    }

    @Test
    @Tag("R20")
    void onlyWhoIsPairedGetsAnAgreementAndBlocks() {
        assertEquals(Set.of(street.node(1).owner(), street.node(2).owner()), TestConfederation.agreed(owner()));
        for (TestNode partner : List.of(street.node(1), street.node(2))) {
            assertEquals(Set.of(owner().owner()), TestConfederation.agreed(partner));
            assertTrue(held(partner) > 0);
        }
        TestNode stranger = street.node(3).set(Setting.PARTNERS_SECONDS, 0);
        stranger.source(data);
        assertEquals(
                ErrorCode.NOT_ENOUGH_PARTNERS,
                assertThrows(HoldfastException.class, stranger::backup).code());
        assertEquals(Set.of(), TestConfederation.agreed(stranger));
        assertEquals(Set.of(), stranger.node().network().linked());
        assertEquals(List.of(), stranger.ledger().agreements().all());
        assertEquals(0, held(stranger));
    }

    @Test
    @Tag("R51")
    void theAgreementsHaveACommitmentThatIsLongerThanGrace() {
        assertEquals(2, OpenStreet.agreements(owner()).size());
        for (AgreementRow row : OpenStreet.agreements(owner())) {
            assertEquals(AgreementPhase.COMMITMENT, row.phase());
            assertEquals(COMMITMENT, row.agreement().terms().commitment());
            assertTrue(row.agreement()
                            .terms()
                            .commitment()
                            .compareTo(row.agreement().terms().grace())
                    > 0);
        }
    }

    @Test
    @Tag("R51")
    void duringCommitmentBlocksAreAuditedAndNotReadAndTheStatusSaysSo() throws InterruptedException {
        var refused = assertInstanceOf(Reply.Refused.class, read(street.node(1)));
        assertEquals(ErrorCode.NO_AGREEMENT, refused.code());
        assertEquals(1, audit(street.node(1)).receipts().size());
        StatusReport status = owner().control().status();
        assertEquals("FULL", status.protection());
        assertFalse(status.safe());
        assertTrue(
                reasons(status).contains("2 of your 2 partners may not be asked for a restore before"),
                reasons(status));
        assertFalse(isRestored("too early"));
    }

    @Test
    @Tag("R51")
    void afterCommitmentItIsReadAndSafe() {
        street.pass(COMMITMENT.plusMinutes(1));
        OpenStreet.agreements(owner()).forEach(row -> assertEquals(AgreementPhase.ACTIVE, row.phase()));
        assertInstanceOf(Reply.Answered.class, read(street.node(1)));
        assertTrue(isRestored("back"));
        StatusReport status = owner().control().status();
        assertTrue(status.safe(), reasons(status));
        assertFalse(reasons(status).contains("may not be asked"), reasons(status));
    }

    /** The machine is lost on the first day: nothing of a disaster waits for an agreement. */
    @Test
    @Tag("R51")
    @Tag("R46")
    void aMachineThatIsLostDuringCommitmentComesBackFromItsSheet() {
        assertInstanceOf(Reply.Refused.class, read(street.node(1)));
        TestNode blank = street.blank(0, OpenStreet.address(street.node(1)) + "," + OpenStreet.address(street.node(2)));
        RestoredReport report = blank.control()
                .recover(
                        new RecoverRequest(folder.resolve("new").toString(), List.of(), false, Optional.empty()),
                        progress -> {});
        assertEquals(0, report.errors(), report.problems().toString());
        assertEquals(TreePrint.of(data), TreePrint.of(Data.restored(folder.resolve("new"), data)));
        OpenStreet.agreements(street.node(1))
                .forEach(row -> assertEquals(AgreementPhase.COMMITMENT, row.phase(), "it is not over for that"));
    }

    /** The partner has looked all the time, and saw nothing of it on two whole days. */
    @Test
    @Tag("R51")
    void whoWasDownForTwoDaysMayReadThreeDaysAfterItsReturn() {
        street.pass(COMMITMENT.plusMinutes(1));
        assertInstanceOf(Reply.Answered.class, read(street.node(1)));
        TestNode holder = street.node(1);
        holder.node().partnership().orElseThrow().agreements().waits().returned(owner().owner(), 2, now(holder));
        assertInstanceOf(Reply.Refused.class, read(holder));
        assertInstanceOf(Reply.Answered.class, read(street.node(2)));
        assertTrue(isRestored("around"), "others may be asked");
        street.pass(Duration.ofDays(3));
        assertInstanceOf(Reply.Answered.class, read(holder));
    }

    @Test
    @Tag("R51")
    void aMachineThatWasOffForDaysDoesNotAskEither() {
        street.pass(COMMITMENT.plusMinutes(1));
        owner().stop();
        street.ahead(Duration.ofDays(3));
        owner().start();
        Await.until(
                "it says so",
                () -> reasons(owner().control().status()).contains("may not be asked for a restore before"));
        assertFalse(isRestored("too early"));
        street.pass(Duration.ofDays(4));
        assertTrue(isRestored("back"));
    }

    private static Instant now(TestNode node) {
        return node.node().clock().instant();
    }

    private boolean isRestored(String to) {
        try {
            RestoredReport report = owner().restore(folder.resolve(to));
            return report.errors() == 0
                    && TreePrint.of(data).equals(TreePrint.of(Data.restored(folder.resolve(to), data)));
        } catch (HoldfastException e) {
            assertEquals(ErrorCode.NOT_ENOUGH_SHARDS, e.code(), e.getMessage());
            assertTrue(String.valueOf(e.getMessage()).contains("may not be asked before"), e.getMessage());
            return false;
        }
    }

    @Test
    void whoIsRemovedGetsNothingNewAndReadsWhatItHas() {
        street.pass(COMMITMENT.plusMinutes(1));
        TestNode remover = street.node(1);
        assertEquals("removed", remover.control().unpair("node0").status());
        long before = held(remover);
        assertInstanceOf(Reply.Answered.class, read(remover));
        Data.random(data.resolve("more"), 300_000, 7);
        owner().control().backup(false, progress -> {});
        Await.until("the other partner has more", () -> held(street.node(2)) > before && held(remover) == before);
        remover.control().pair(Optional.of(OpenStreet.address(owner())));
        assertEquals("paired", remover.control().pins().getFirst().status());
    }

    @Test
    @Tag("R57")
    void aMachineThatComesBackFromItsSheetFindsItsDataAndIsPairedAgain() {
        street.pass(COMMITMENT.plusMinutes(1));
        TestNode blank = street.blank(0, OpenStreet.address(street.node(1)) + "," + OpenStreet.address(street.node(2)));
        RestoredReport report = blank.control()
                .recover(
                        new RecoverRequest(folder.resolve("new").toString(), List.of(), false, Optional.empty()),
                        progress -> {});
        assertEquals(0, report.errors(), report.problems().toString());
        assertEquals(TreePrint.of(data), TreePrint.of(Data.restored(folder.resolve("new"), data)));
        assertEquals(
                Set.of("node1", "node2"),
                Set.copyOf(blank.control().pins().stream()
                        .filter(each -> each.status().equals("paired"))
                        .map(each -> each.name())
                        .toList()));
        Data.random(data.resolve("later"), 200_000, 9);
        assertEquals("FULL", blank.source(data).backup().state());
    }

    /** Nobody ever compared digits with 3, but it says MEMBER to whoever comes back. */
    @Test
    @Tag("R57")
    void whoOnlySaidItKnowsAReturningMachineIsPairedAfterDigitsAlone() {
        street.pass(COMMITMENT.plusMinutes(1));
        TestNode liar = street.node(3);
        liar.node().membership().pin(owner().node().identity().certificate(), "node0", Instant.EPOCH);
        TestNode blank = street.blank(0, OpenStreet.address(street.node(1)) + "," + OpenStreet.address(liar));
        blank.control()
                .recover(
                        new RecoverRequest(folder.resolve("new").toString(), List.of(), false, Optional.empty()),
                        progress -> {});
        assertFalse(blank.node().membership().isPinned(liar.owner()));
        String digits = OpenStreet.digits(blank, liar);
        assertFalse(digits.isEmpty());
        assertFalse(blank.node().membership().isPinned(liar.owner()));
    }
}
