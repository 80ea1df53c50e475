// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.handshake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.identity.Roster;
import org.holdfast.model.Bytes;
import org.holdfast.wire.Limits;
import org.holdfast.wire.MemberMessage.RosterGet;
import org.holdfast.wire.MemberMessage.RosterPiece;

/**
 * A roster on its way from another node, piece by piece, and the other node's part of it. Each piece but the last is as
 * long as may be, so that nobody makes a roster of more pieces than it has.
 *
 * @param version of the roster that the pieces are of; 0 before the first
 * @param total its length, in bytes; 0 before the first
 */
public record RosterPieces(long version, int total, int received, List<Bytes> pieces, int restarts) {
    private static final int MOST_RESTARTS = 3;

    /** How often an asker that keeps the rules asks at most, for the longest roster. */
    public static final int MOST_ASKED = (1 + MOST_RESTARTS) * Math.ceilDiv(Limits.ROSTER, Limits.ROSTER_PIECE);

    /** How long all of a fetch may take, however fast each piece comes: the longest roster at 10 kB/s. */
    public static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Nothing yet. */
    public static final RosterPieces NONE = new RosterPieces(0, 0, 0, List.of(), 0);

    public RosterPieces {
        pieces = List.copyOf(pieces);
    }

    /** What to ask for next. */
    public RosterGet next() {
        return new RosterGet(received);
    }

    /**
     * With one more piece. If the sender's roster changed meanwhile, from the start again; empty if the piece is not
     * the one that was asked for, or shorter than it could be, or the roster changes too often.
     */
    public Optional<RosterPieces> add(RosterPiece piece) {
        if (version != 0 && piece.version() != version) {
            RosterPieces again = new RosterPieces(0, 0, 0, List.of(), restarts + 1);
            return Optional.of(again).filter(fresh -> fresh.restarts <= MOST_RESTARTS);
        }
        if (!fits(piece)) {
            return Optional.empty();
        }
        List<Bytes> more = new ArrayList<>(pieces);
        more.add(piece.piece());
        return Optional.of(new RosterPieces(
                piece.version(), piece.total(), received + piece.piece().length(), more, restarts));
    }

    private boolean fits(RosterPiece piece) {
        return piece.offset() == received
                && (received == 0 || piece.total() == total)
                && piece.piece().length() == length(piece.total(), received);
    }

    private static int length(int total, int offset) {
        return Math.min(Limits.ROSTER_PIECE, total - offset);
    }

    /** Whether {@code piece}, just added, was the last one. */
    public boolean completeWith(RosterPiece piece) {
        return version == piece.version() && received == piece.total();
    }

    /** The roster. @throws org.holdfast.model.MalformedInput if the pieces make none */
    public Roster roster() {
        ByteWriter whole = new ByteWriter(received);
        pieces.forEach(whole::bytes);
        return Roster.read(whole.toArray());
    }

    /** The piece of {@code roster} that was asked for; empty if it has none there. */
    public static Optional<RosterPiece> answer(Roster roster, RosterGet get) {
        byte[] bytes = roster.bytes();
        if (get.offset() >= bytes.length) {
            return Optional.empty();
        }
        int end = get.offset() + length(bytes.length, get.offset());
        Bytes piece = Bytes.of(Arrays.copyOfRange(bytes, get.offset(), end));
        return Optional.of(new RosterPiece(roster.version(), bytes.length, get.offset(), piece));
    }
}
