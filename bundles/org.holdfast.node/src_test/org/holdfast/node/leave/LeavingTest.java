// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.leave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.holdfast.core.Reply;
import org.holdfast.core.agreement.AgreementLife;
import org.holdfast.core.negotiate.AgreementBook;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.EventRow;
import org.holdfast.format.Signatures;
import org.holdfast.ledger.SqliteLedger;
import org.holdfast.model.Agreement;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Bytes;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.Domains;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.Id16;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;
import org.holdfast.model.WeekSchedule;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.wire.NegotiationMessage.NoticeTaken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine with two partners leaves; one of them is away for as long as the notice lasts. */
@Tag("R19")
class LeavingTest {
    private static final ConfederationId CONFEDERATION = new ConfederationId(new Id32(1, 1, 1, 1));
    private static final OwnerId SELF = owner(1);
    private static final OwnerId PRESENT = owner(2);
    private static final OwnerId AWAY = owner(3);

    @TempDir
    Path folder;

    private final Map<OwnerId, Long> blocks = new HashMap<>(Map.of(PRESENT, 0L));
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private SqliteLedger ledger;
    private AgreementBook book;

    private static OwnerId owner(int number) {
        return new OwnerId(new Id32(0, 0, 0, number));
    }

    private static AgreementId agreement(OwnerId partner) {
        return new AgreementId(new Id16(0, partner.equals(AWAY) ? 3 : 2));
    }

    @BeforeEach
    void agreeWithBoth() {
        ledger = SqliteLedger.open(folder.resolve("ledger.db"));
        book = new AgreementBook(SELF, CONFEDERATION, true, ledger, () -> now);
        List.of(PRESENT, AWAY)
                .forEach(partner ->
                        ledger.agreements().save(new AgreementRow(signed(partner), AgreementPhase.ACTIVE, now)));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private Agreement signed(OwnerId partner) {
        byte[] signature = new byte[Signatures.BYTES];
        signature[0] = 1;
        Domains domains = new Domains("host", "site", "linux", "amd64");
        AgreementTerms terms = new AgreementTerms(
                agreement(partner),
                1,
                CONFEDERATION,
                SELF,
                partner,
                ByteCount.gibibytes(1),
                ByteCount.gibibytes(1),
                WeekSchedule.always(),
                WeekSchedule.always(),
                domains,
                domains,
                Duration.ofDays(14),
                Duration.ZERO,
                Duration.ofDays(90),
                now,
                List.of(1));
        return new Agreement(terms, Bytes.of(signature), Bytes.of(signature));
    }

    /** As after a start: what was heard before is in the ledger or nowhere. */
    private Leaving leaving() {
        return new Leaving(SELF, ledger, this::give, () -> Optional.of(book), new NodeClock(() -> now));
    }

    private Reply<NoticeTaken> give(OwnerId partner, AgreementId id) {
        return Optional.ofNullable(blocks.get(partner))
                .<Reply<NoticeTaken>>map(
                        left -> new Reply.Answered<>(new NoticeTaken(id, left, ByteCount.mebibytes(left))))
                .orElse(new Reply.Silent<>(ErrorCode.PEER_LOST));
    }

    private List<String> told() {
        return ledger.events().after(0, 100).stream()
                .map(EventRow::type)
                .filter(type -> !type.equals("LEAVING"))
                .toList();
    }

    private void endNotice() {
        now = now.plus(AgreementLife.NOTICE);
        book.elapse(AgreementLife.NOTICE);
        assertEquals(
                AgreementPhase.CLOSED,
                book.signed(agreement(AWAY)).orElseThrow().phase());
    }

    private Leaving.Parting from(Leaving leaving, OwnerId partner) {
        return leaving.partings().stream()
                .filter(each -> each.partner().equals(partner))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void timeAloneIsNoEnd() {
        leaving().begin();
        leaving().round();
        assertEquals(List.of(), told());
        endNotice();
        Leaving later = leaving();
        later.round();
        assertFalse(later.hasLeft(), "one that was away has moved nothing");
        assertTrue(from(later, AWAY).over());
        assertFalse(from(later, AWAY).until().isAfter(now));
        assertEquals(Optional.empty(), from(later, AWAY).answer());
        leaving().round();
        assertEquals(List.of("NOTICE_OVER"), told(), "once, not at each start");
        blocks.put(AWAY, 3L);
        later.round();
        assertFalse(later.hasLeft(), "it still has blocks here");
        blocks.put(AWAY, 0L);
        later.round();
        assertTrue(later.hasLeft());
        assertEquals(List.of("NOTICE_OVER", "LEFT"), told());
    }

    @Test
    void whoHasSaidThatNothingIsLeftNeedNotSayItAgain() {
        blocks.put(AWAY, 0L);
        leaving().begin();
        leaving().round();
        blocks.clear();
        Leaving again = leaving();
        again.round();
        assertTrue(again.hasLeft(), "what was heard before a restart counts");
        assertEquals(List.of("LEFT"), told());
    }

    @Test
    void aNoticeThatWasNotWatchedIsNotOver() {
        Leaving leaving = leaving();
        leaving.begin();
        now = now.plus(AgreementLife.NOTICE).plus(Duration.ofDays(30));
        leaving.round();
        assertEquals(List.of(), told());
        assertFalse(from(leaving, AWAY).over());
        assertTrue(from(leaving, AWAY).until().isAfter(now));
    }

    @Test
    void aLeaveThatWasTakenBackLeavesNothingBehind() {
        Leaving leaving = leaving();
        leaving.begin();
        endNotice();
        leaving.cancel();
        assertEquals(List.of(), leaving.partings());
        leaving.begin();
        leaving.round();
        assertTrue(leaving.hasLeft(), "what ended before is no part of this leave");
    }
}
