// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.holdfast.core.Reply;
import org.holdfast.core.Self;
import org.holdfast.core.health.HealthState;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;
import org.holdfast.node.control.AwayReport;
import org.holdfast.node.control.EventReport;
import org.holdfast.node.health.SilenceBoard;
import org.holdfast.wire.HealthMessage.SilenceTaken;
import org.holdfast.wire.SilenceNote;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine of which nobody hears any more. All have agreements with node 0, and some with each other. */
class SilenceTest {
    private static final OwnerId SOMEBODY = new OwnerId(new Id32(7, 7, 7, 7));

    @TempDir
    Path folder;

    private TestConfederation all;
    private TestNode owner;

    @BeforeEach
    void start() {
        all = new TestConfederation(folder, 4);
        all.partners().forEach(node -> node.set(Setting.OVERDUE_HOURS, 0.002).set(Setting.SPARES, 1));
        all.start("2+1");
        owner = all.owner();
        all.partners().forEach(node -> node.set(Setting.SEEDS, "127.0.0.1:1001,127.0.0.1:1002,127.0.0.1:1003"));
        Await.until(
                "they know each other",
                () -> all.partners().stream()
                        .allMatch(node -> node.node().network().linked().size() >= 3));
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private static boolean isOverdue(TestNode at) {
        return at.control().status().reasons().stream().anyMatch(each -> each.contains("nobody has heard from node0"));
    }

    private static List<EventReport> events(TestNode node, String type) {
        List<EventReport> all = new ArrayList<>();
        node.control().events(0, false, all::add);
        return all.stream().filter(each -> each.event().equals(type)).toList();
    }

    @Test
    void itsPartnersTellEachOtherAndEndTheAlarmWhenItIsBack() {
        assertFalse(isOverdue(all.node(1)));
        owner.stop();
        all.partners().forEach(node -> Await.until("the alarm", () -> isOverdue(node)));
        assertEquals(1, events(all.node(1), "OWNER_OVERDUE").size(), "it is raised once");
        owner.start();
        all.partners().forEach(node -> Await.until("its end", () -> !isOverdue(node)));
        assertFalse(events(all.node(1), "OWNER_HEARD").isEmpty());
    }

    /** One witness may be wrong, and one that speaks for others is none. */
    @Test
    void oneWitnessIsNotEnoughAndForgedNotesAreNone() {
        TestNode one = all.node(1);
        TestNode other = all.node(2);
        Instant now = one.node().clock().instant();
        Instant longAgo = now.minus(Duration.ofDays(1));
        SilenceNote mine = note(one, one, now, longAgo);
        SilenceNote forged = note(one, other, now, longAgo);
        tell(one, all.node(3), List.of(mine, forged));
        assertEquals(1, board(all.node(3)).notes().size());
        assertEquals(List.of(), board(all.node(3)).overdue());
        tell(one, all.node(3), List.of(note(other, other, now, longAgo)));
        assertEquals(1, board(all.node(3)).overdue().size(), "anybody may hand a note on");
    }

    private static SilenceNote note(TestNode signer, TestNode witness, Instant said, Instant heard) {
        Self self = Self.of(
                signer.node().identity().certificate(), signer.node().identity().device());
        return SilenceNote.sign(self.device(), witness.owner(), SOMEBODY, heard, said);
    }

    private static void tell(TestNode from, TestNode to, List<SilenceNote> notes) {
        Reply<SilenceTaken> reply = from.node().partners().silence(to.owner(), notes);
        assertTrue(reply instanceof Reply.Answered<SilenceTaken>, reply.toString());
    }

    private static SilenceBoard board(TestNode node) {
        return node.node().health().silence();
    }

    @Test
    void whoSaysBeforehandThatItIsAwayIsForgiven() {
        TestNode away = all.node(3);
        Instant until = away.node().clock().instant().plus(Duration.ofDays(2));
        List<AwayReport> forgiven = away.control().away(until);
        assertTrue(forgiven.stream()
                .anyMatch(each -> each.node().equals(owner.owner().toString())));
        assertTrue(forgiven.stream().allMatch(each -> each.forgivenUntil().isPresent()), forgiven.toString());
        owner.set(Setting.SUSPECT_HOURS, 0.001).set(Setting.OVERDUE_HOURS, 0.002);
        var terms = owner.node().agreed().stream()
                .filter(each -> each.partnerOf(owner.owner()).equals(away.owner()))
                .findFirst()
                .orElseThrow();
        away.stop();
        TestNode silent = all.node(2);
        silent.stop();
        Await.until(
                "the other one is suspect",
                () -> owner.ledger().healths().all().stream()
                        .anyMatch(row -> row.partner().equals(silent.owner())
                                && !row.health().state().counts()));
        assertEquals(HealthState.OK, owner.node().health().state(terms.id()));
        assertTrue(Stream.of(owner, all.node(1))
                .noneMatch(node -> node.control().status().reasons().stream()
                        .anyMatch(each -> each.contains("nobody has heard from node3"))));
    }
}
