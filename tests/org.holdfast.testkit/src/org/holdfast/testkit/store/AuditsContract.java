// SPDX-License-Identifier: EPL-2.0
package org.holdfast.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.port.AnsweredRow;
import org.holdfast.core.port.AuditRow;
import org.holdfast.core.port.Audits;
import org.holdfast.core.port.OwedRow;
import org.holdfast.model.AuditId;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every {@link Audits} does. */
@Tag("R45")
public abstract class AuditsContract {
    private static final Instant TIME = Instant.parse("2026-03-01T12:00:00.123Z");

    /** Audits, none at the start of each test; the same ones until {@link #restart}. */
    protected abstract Audits audits();

    /** From now on {@link #audits} is what was read again. */
    protected abstract void restart();

    private static AuditId audit(int number) {
        return new AuditId(Ids.id16(number, 7));
    }

    private static OwedRow owed(int number, Bytes coin) {
        return new OwedRow(
                Ids.agreement(1),
                Ids.owner(2),
                audit(number),
                number,
                Ids.bytes(1),
                Ids.digest(number),
                coin,
                Ids.bytes(2),
                TIME);
    }

    private static AuditRow.Ended ended(int number, boolean own, int scheme) {
        return new AuditRow.Ended(
                TIME.plusSeconds(number),
                own,
                Ids.owner(2),
                Ids.agreement(1),
                audit(number),
                number,
                scheme,
                460,
                Ids.digest(3),
                "PROVED",
                17,
                250,
                4112,
                Ids.bytes(4),
                own ? Ids.bytes(5) : Bytes.EMPTY);
    }

    @Test
    void aChallengeStaysOwedUntilItEnds() {
        assertEquals(Optional.empty(), audits().owed(Ids.agreement(1)));
        audits().owe(owed(1, Bytes.EMPTY));
        restart();
        assertEquals(Optional.of(owed(1, Bytes.EMPTY)), audits().owed(Ids.agreement(1)));
        audits().keepCoin(audit(1), Ids.bytes(9));
        audits().keepCoin(audit(7), Ids.bytes(8));
        restart();
        assertEquals(Optional.of(owed(1, Ids.bytes(9))), audits().owed(Ids.agreement(1)));
        audits().end(ended(1, true, 1));
        restart();
        assertEquals(Optional.empty(), audits().owed(Ids.agreement(1)));
    }

    @Test
    void onlyOneIsOwedUnderAnAgreement() {
        audits().owe(owed(1, Bytes.EMPTY));
        var refused = assertThrows(HoldfastException.class, () -> audits().owe(owed(2, Bytes.EMPTY)));
        assertEquals(ErrorCode.CONFLICT, refused.code());
        assertEquals(audit(1), audits().owed(Ids.agreement(1)).orElseThrow().audit());
    }

    @Test
    void theLastAnswerIsKeptForEachOwner() {
        AnsweredRow open =
                new AnsweredRow(Ids.agreement(1), Ids.owner(3), audit(4), 4, Ids.digest(1), Ids.bytes(1), Bytes.EMPTY);
        audits().answer(open);
        restart();
        assertEquals(Optional.of(open), audits().answered(Ids.agreement(1), Ids.owner(3)));
        assertEquals(Optional.empty(), audits().answered(Ids.agreement(1), Ids.owner(2)));
        AnsweredRow closed =
                new AnsweredRow(Ids.agreement(1), Ids.owner(3), audit(4), 4, Ids.digest(1), Ids.bytes(1), Ids.bytes(6));
        audits().receipted(closed, ended(4, false, 1));
        restart();
        assertEquals(Optional.of(closed), audits().answered(Ids.agreement(1), Ids.owner(3)));
        assertEquals(4, audits().find(audit(4), false).orElseThrow().ended().number());
        assertEquals(Optional.empty(), audits().find(audit(4), true));
    }

    @Test
    void theLogIsAChainInOrder() {
        AuditRow first = audits().end(ended(1, true, 1));
        AuditRow second = audits().end(ended(2, true, 0));
        AuditRow third = audits().end(ended(3, true, 1));
        restart();
        assertEquals(List.of(first, second, third), audits().after(0, 10));
        assertEquals(List.of(second), audits().after(1, 1));
        assertEquals(Optional.of(third), audits().last(Ids.owner(2), true));
        assertEquals(Optional.of(second), audits().last(Ids.agreement(1), 0));
        assertEquals(Optional.of(third), audits().last(Ids.agreement(1), 1));
        assertEquals(Optional.empty(), audits().last(Ids.owner(2), false));
        assertEquals(Optional.empty(), audits().firstBroken());
        assertEquals(Optional.of(2L), AuditRow.firstBroken(Optional.of(first), List.of(third)));
    }

    @Tag("R53")
    @Test
    void piecesOfADayAreCountedAndNoMoreThanAllowed() {
        assertTrue(audits().spend(Ids.agreement(1), Ids.owner(2), 20_000, 60, 100));
        restart();
        assertFalse(audits().spend(Ids.agreement(1), Ids.owner(2), 20_000, 41, 100));
        assertTrue(audits().spend(Ids.agreement(1), Ids.owner(2), 20_000, 40, 100));
        assertFalse(audits().spend(Ids.agreement(1), Ids.owner(2), 20_000, 1, 100));
        assertTrue(audits().spend(Ids.agreement(1), Ids.owner(3), 20_000, 100, 100), "another owner");
        assertTrue(audits().spend(Ids.agreement(1), Ids.owner(2), 20_001, 100, 100), "another day");
    }
}
