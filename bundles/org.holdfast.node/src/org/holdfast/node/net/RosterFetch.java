// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.net;

import java.util.Optional;
import java.util.function.LongSupplier;
import org.holdfast.core.handshake.RosterPieces;
import org.holdfast.format.identity.Roster;
import org.holdfast.wire.MemberMessage.RosterGet;
import org.holdfast.wire.MemberMessage.RosterPiece;

/** Gets a roster piece by piece, and gives up when all of it has taken {@link RosterPieces#PATIENCE}. Thread-safe. */
public final class RosterFetch {
    private final LongSupplier nanos;

    /** How a piece is asked for. */
    @FunctionalInterface
    public interface Source {
        /** The piece; empty if none came in time. */
        Optional<RosterPiece> ask(RosterGet get) throws InterruptedException;
    }

    /** @param nanos a stop-watch */
    public RosterFetch(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * The roster; empty if there is no answer, or none that fits, or it takes too long. It is not judged.
     *
     * @throws org.holdfast.model.MalformedInput if the pieces make none
     */
    public Optional<Roster> from(Source source) throws InterruptedException {
        long start = nanos.getAsLong();
        RosterPieces pieces = RosterPieces.NONE;
        while (nanos.getAsLong() - start < RosterPieces.PATIENCE.toNanos()) {
            Optional<RosterPiece> piece = source.ask(pieces.next());
            Optional<RosterPieces> added = piece.flatMap(pieces::add);
            if (added.isEmpty()) {
                return Optional.empty();
            }
            pieces = added.get();
            if (pieces.completeWith(piece.get())) {
                return Optional.of(pieces.roster());
            }
        }
        return Optional.empty();
    }
}
