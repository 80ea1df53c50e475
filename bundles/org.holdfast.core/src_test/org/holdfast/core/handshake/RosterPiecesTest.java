// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import org.holdfast.core.support.People;
import org.holdfast.format.identity.Roster;
import org.holdfast.model.Bytes;
import org.holdfast.wire.Limits;
import org.holdfast.wire.MemberMessage.RosterPiece;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R2")
class RosterPiecesTest {
    private static final int LONG = Limits.ROSTER_PIECE * 2 + 5;

    private static RosterPiece piece(int total, int offset, int length) {
        return new RosterPiece(7, total, offset, Bytes.of(new byte[length]));
    }

    private static Optional<RosterPieces> after(RosterPiece... pieces) {
        return Arrays.stream(pieces)
                .reduce(
                        Optional.of(RosterPieces.NONE),
                        (so, next) -> so.flatMap(each -> each.add(next)),
                        (one, other) -> other);
    }

    @Test
    void aRosterComesInAsFewPiecesAsItHas() {
        RosterPiece last = piece(LONG, 2 * Limits.ROSTER_PIECE, 5);
        var whole =
                after(piece(LONG, 0, Limits.ROSTER_PIECE), piece(LONG, Limits.ROSTER_PIECE, Limits.ROSTER_PIECE), last);
        assertTrue(whole.orElseThrow().completeWith(last));
    }

    @Test
    void nobodyMakesItMoreByShortPieces() {
        assertEquals(Optional.empty(), after(piece(LONG, 0, 1)));
        assertEquals(Optional.empty(), after(piece(LONG, 0, Limits.ROSTER_PIECE - 1)));
        assertEquals(Optional.empty(), after(piece(LONG, 0, Limits.ROSTER_PIECE), piece(LONG, Limits.ROSTER_PIECE, 5)));
        assertEquals(Optional.empty(), after(piece(5, 0, 4)));
    }

    @Test
    void itsLengthStays() {
        RosterPiece first = piece(LONG, 0, Limits.ROSTER_PIECE);
        assertEquals(Optional.empty(), after(first, piece(LONG + 9, Limits.ROSTER_PIECE, Limits.ROSTER_PIECE)));
    }

    @Test
    void whatIsAnsweredFits() {
        Roster roster = People.roster(People.ALICE, People.BOB);
        RosterPiece only = RosterPieces.answer(roster, RosterPieces.NONE.next()).orElseThrow();
        RosterPieces got = RosterPieces.NONE.add(only).orElseThrow();
        assertTrue(got.completeWith(only));
        assertEquals(roster, got.roster());
    }
}
