// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.Reply;
import org.holdfast.core.budget.ReadBudgets;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.model.ErrorCode;
import org.holdfast.node.control.PartnerReport;
import org.holdfast.node.control.RecoverRequest;
import org.holdfast.node.control.RestoredReport;
import org.holdfast.node.net.PeerStream;
import org.holdfast.wire.PutMessage.Have;
import org.holdfast.wire.PutMessage.HaveAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Node 0 has 2+1 with three partners, who give back what they hold four times a year, and nothing more. */
@Tag("R46")
class ReadBudgetTest {
    private static final int ALL = 4;

    @TempDir
    Path folder;

    private Path data;
    private TestConfederation all;
    private TestNode owner;

    @BeforeEach
    void backUp() {
        data = folder.resolve("data");
        Data.random(data.resolve("file"), 6_000_000, 1);
        all = new TestConfederation(folder, ALL);
        all.partners().forEach(each -> each.set(Setting.READS_LEAST, 0).set(Setting.WHOLE_READS, 4));
        all.owner().set(Setting.WHOLE_READS, 4);
        owner = all.start("2+1").owner().source(data);
        assertEquals("FULL", owner.backup().state());
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private List<PlacementRow> at(TestNode holder) {
        return owner.ledger().segments().placements(holder.owner(), PlacementState.ACKED);
    }

    private Reply<Integer> read(TestNode holder, PlacementRow place) {
        return owner.node()
                .partners()
                .read(holder.owner(), place.agreement(), place.block(), place.payloadLength(), piece -> {});
    }

    /** Reads until it is refused; how many whole sets that were. */
    private double useUp(TestNode holder) {
        List<PlacementRow> there = at(holder);
        long held = holder.ledger().holdings().totalBytes().value();
        long bytes = 0;
        for (int i = 0; i < 100 * there.size(); i++) {
            switch (read(holder, there.get(i % there.size()))) {
                case Reply.Answered<Integer>(Integer read) -> bytes += read;
                case Reply.Refused<Integer>(ErrorCode code, String why) -> {
                    assertEquals(ErrorCode.READ_BUDGET_USED, code, why);
                    assertTrue(why.contains("4 whole sets a year") && why.contains("after 20"), why);
                    useUpTheRest(holder);
                    return (double) bytes / held;
                }
                default -> throw new AssertionError("no answer");
            }
        }
        throw new AssertionError("it is a file server: " + bytes + " of " + held);
    }

    /** A small block may fit in where a large one does not. */
    private void useUpTheRest(TestNode holder) {
        at(holder).forEach(place -> {
            while (read(holder, place) instanceof Reply.Answered) {
                assertTrue(balance(holder).left() >= 0);
            }
        });
    }

    private ReadBudgets.Balance balance(TestNode holder) {
        return budgets(holder)
                .balance(at(holder).getFirst().agreement(), owner.owner())
                .orElseThrow();
    }

    private static ReadBudgets budgets(TestNode holder) {
        return holder.node().partnership().orElseThrow().budgets();
    }

    private void assertRestored(String to) {
        assertEquals(TreePrint.of(data), TreePrint.of(Data.restored(folder.resolve(to), data)));
    }

    @Test
    void theReadPastTheBudgetIsRefusedAndAuditsAreAnswered() throws InterruptedException {
        TestNode holder = all.node(1);
        double sets = useUp(holder);
        assertTrue(sets > 3 && sets <= 4, sets + " whole sets");
        for (PlacementRow place : at(holder)) {
            try (PeerStream stream =
                    owner.node().network().link(holder.owner()).orElseThrow().converse()) {
                stream.send(new Have(place.agreement(), List.of(place.block())));
                HaveAnswer answer = assertInstanceOf(
                        HaveAnswer.class, stream.receive(Duration.ofSeconds(10)).orElseThrow());
                assertEquals(1, answer.receipts().size());
            }
        }
        holder.stop();
        holder.start();
        Await.until("linked", () -> owner.node().network().link(holder.owner()).isPresent());
        assertEquals(
                ErrorCode.READ_BUDGET_USED,
                assertInstanceOf(Reply.Refused.class, read(holder, at(holder).getFirst()))
                        .code(),
                "a restart forgets nothing");
    }

    @Test
    void aRestoreTakesOtherPartnersAndSaysSoWhereThereAreNoneLeft() {
        useUp(all.node(1));
        assertEquals(0, owner.restore(folder.resolve("back")).errors());
        assertRestored("back");
        useUp(all.node(2));
        RestoredReport short0 = owner.restore(folder.resolve("short"));
        assertEquals(1, short0.errors());
        String why = short0.problems().getFirst().message();
        assertTrue(why.contains("2 of them have given back as much in a year as was agreed"), why);
    }

    @Test
    void aRecoveryRestoresEverythingThoughTheBudgetIsUsedUp() {
        all.partners().forEach(this::useUp);
        TestNode blank = all.blank(all.seeds());
        RestoredReport report = blank.control()
                .recover(
                        new RecoverRequest(folder.resolve("back").toString(), List.of(), false, Optional.empty()),
                        progress -> {});
        assertEquals(0, report.errors(), report.problems().toString());
        assertRestored("back");
    }

    @Test
    void whoLeavesLetsItsPartnersTakeAwayEverythingThatTheyHaveRead() {
        TestNode leaver = all.node(1);
        useUp(leaver);
        PlacementRow place = at(leaver).getFirst();
        assertInstanceOf(Reply.Refused.class, read(leaver, place));
        leaver.control().beginLeave();
        assertInstanceOf(Reply.Answered.class, read(leaver, place));
        leaver.control().cancelLeave();
        assertInstanceOf(Reply.Answered.class, read(leaver, place), "what had notice still has to go");
        assertInstanceOf(Reply.Answered.class, read(all.node(2), at(all.node(2)).getFirst()));
    }

    /** The owner leaves; nobody asked it to read anything. */
    @Test
    void theOwnersOwnNoticeMakesNoReadFree() {
        TestNode holder = all.node(1);
        PlacementRow place = at(holder).getFirst();
        useUp(holder);
        owner.control().beginLeave();
        Await.until(
                "it has heard",
                () -> holder.node().lasting().stream()
                        .noneMatch(terms -> terms.id().equals(place.agreement())));
        assertInstanceOf(Reply.Refused.class, read(holder, place));
    }

    @Test
    void partnersSeeWhatIsLeft() {
        TestNode holder = all.node(1);
        PartnerReport before = report(holder);
        assertEquals(4 * before.usedHere(), before.readsYearly());
        assertEquals(before.readsYearly(), before.readsLeft());
        useUp(holder);
        PartnerReport after = report(holder);
        assertTrue(after.readsLeft() < before.usedHere());
        var there = owner.node().partnership().orElseThrow().balances();
        owner.node().agreed().forEach(there::ask);
        PartnerReport seen = report(owner, holder);
        assertEquals(before.readsYearly(), seen.readsYearlyThere());
        assertEquals(after.readsLeft(), seen.readsLeftThere());
    }

    private PartnerReport report(TestNode holder) {
        return report(holder, owner);
    }

    private static PartnerReport report(TestNode asked, TestNode about) {
        return asked.control().partners().stream()
                .filter(each -> each.node().equals(about.owner().toString()))
                .findFirst()
                .orElseThrow();
    }
}
