// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.holdfast.core.handshake.RosterPieces;
import org.holdfast.model.Bytes;
import org.holdfast.wire.Limits;
import org.holdfast.wire.MemberMessage.RosterPiece;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R2")
class RosterFetchTest {
    private final AtomicLong now = new AtomicLong();
    private int asked;

    /** The pieces of the longest roster that there may be, each after {@code pause}. */
    private RosterFetch.Source slow(Duration pause) {
        return get -> {
            now.addAndGet(pause.toNanos());
            int length = Math.min(Limits.ROSTER_PIECE, Limits.ROSTER - get.offset());
            asked++;
            long version = 1 + asked / 20; // it changes, too, so that it begins anew
            return Optional.of(new RosterPiece(version, Limits.ROSTER, get.offset(), Bytes.of(new byte[length])));
        };
    }

    @Test
    void whoTakesTooLongIsLeft() throws InterruptedException {
        Duration pause = RosterPieces.PATIENCE.dividedBy(10);
        assertEquals(Optional.empty(), new RosterFetch(now::get).from(slow(pause)));
        assertTrue(asked <= 10, asked + " pieces");
    }

    @Test
    void whoHasNoAnswerIsLeftAtOnce() throws InterruptedException {
        assertEquals(Optional.empty(), new RosterFetch(now::get).from(get -> Optional.empty()));
    }
}
