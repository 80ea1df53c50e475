// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.Reply;
import org.holdfast.core.fetch.ReadHolder.Action;
import org.holdfast.core.fetch.ReadHolder.Answer;
import org.holdfast.core.fetch.ReadHolder.Outcome;
import org.holdfast.core.support.Blocks;
import org.holdfast.core.support.Duet;
import org.holdfast.core.support.People;
import org.holdfast.core.support.Script;
import org.holdfast.model.BlockId;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.wire.LinkMessage.Failure;
import org.holdfast.wire.ReadMessage.ReadData;
import org.holdfast.wire.ReadMessage.ReadEnd;
import org.junit.jupiter.api.Test;

/** Alice reads a file of 600 KiB back from Bob: three pieces. */
class ReadTest {
    private static final byte[] FILE = Blocks.payload(3, 600 * 1024);
    private static final BlockId BLOCK = BlockId.of(People.filled(1, 16));

    private final Duet<Reply<Integer>, Outcome> duet = new Duet<>();
    private final byte[] got = new byte[FILE.length];
    private Optional<ErrorCode> fails = Optional.empty();
    private final Script<ReadOwner.Append, Void> alice = new Script<>(append -> {
        append.data().duplicate().get(got, append.offset(), append.data().remaining());
        return Optional.empty();
    });
    private final Script<Action, Answer> bob = new Script<>(action -> switch (action) {
        case Action.Open open -> {
            fails.ifPresent(code -> {
                throw new HoldfastException(code, "block", "made up");
            });
            yield Optional.of(new Answer.Opened(FILE.length));
        }
        case Action.Load(int offset, int length) ->
            Optional.of(new Answer.Piece(offset, ByteBuffer.wrap(Arrays.copyOfRange(FILE, offset, offset + length))));
        case Action.Close close -> Optional.empty();
    });
    private Duet.Side<Reply<Integer>> left;
    private Duet.Side<Outcome> right;

    private void read(int expected) {
        read(expected, expected);
    }

    private void read(int least, int most) {
        left = duet.left(new ReadOwner(People.AGREEMENT, BLOCK, least, most), alice);
        right = duet.right(new ReadHolder(), bob);
        duet.play();
    }

    @Test
    void theFileComesBack() {
        read(FILE.length);
        assertEquals(new Reply.Answered<>(FILE.length), left.outcome());
        assertEquals(new Outcome.Sent(FILE.length), right.outcome());
        assertArrayEquals(FILE, got);
        assertEquals(List.of("<READ", ">READ_DATA", ">READ_DATA", ">READ_DATA", ">READ_END"), duet.transcript);
        assertInstanceOf(Action.Close.class, bob.asked.getLast());
    }

    @Test
    void aBlockThatIsNotThereIsANo() {
        fails = Optional.of(ErrorCode.BLOCK_UNKNOWN);
        read(FILE.length);
        assertEquals(
                ErrorCode.BLOCK_UNKNOWN,
                assertInstanceOf(Reply.Refused.class, left.outcome()).code());
    }

    @Test
    void notOneByteMoreThanExpectedIsTaken() {
        read(FILE.length - 1);
        assertInstanceOf(Reply.Misbehaved.class, left.outcome());
        assertEquals(2, alice.asked.size());
    }

    /** An owner knows the payload that it wants, not how many tags stand before it. */
    @Test
    void aFileMayBeLongerByItsTags() {
        read(FILE.length - 64, FILE.length + 64);
        assertEquals(new Reply.Answered<>(FILE.length), left.outcome());
        read(FILE.length + 1, FILE.length + 64);
        assertInstanceOf(Reply.Misbehaved.class, left.outcome());
        read(FILE.length - 64, FILE.length - 1);
        assertInstanceOf(Reply.Misbehaved.class, left.outcome());
    }

    @Test
    void aHolderStopsWhenTheOwnerHasHeardEnough() {
        duet.losing(ReadData.class::isInstance);
        left = duet.left(new ReadOwner(People.AGREEMENT, BLOCK, FILE.length, FILE.length), alice);
        Script<Action, Answer> opening = new Script<>(action -> Optional.empty());
        right = duet.right(new ReadHolder(), opening);
        duet.play();
        left.elapse();
        duet.toRight(new Failure(ErrorCode.TIMED_OUT, "no answer in time"));
        assertEquals(new Outcome.Abandoned(ErrorCode.TIMED_OUT), right.outcome());
        assertInstanceOf(Action.Close.class, opening.asked.getLast());
    }

    @Test
    void aShorterFileIsNotTheOneWanted() {
        duet.losing(message -> message instanceof ReadData data && data.offset() > 300_000);
        read(FILE.length);
        assertInstanceOf(Reply.Misbehaved.class, left.outcome());
    }

    @Test
    void aLieAboutTheLengthIsFound() {
        duet.altering(message -> message instanceof ReadEnd ? new ReadEnd(7) : message);
        read(FILE.length);
        assertInstanceOf(Reply.Misbehaved.class, left.outcome());
    }

    @Test
    void silenceIsNotAMissingBlock() {
        duet.losing(ReadEnd.class::isInstance);
        read(FILE.length);
        left.elapse();
        assertEquals(new Reply.Silent<Integer>(ErrorCode.TIMED_OUT), left.outcome());
    }
}
