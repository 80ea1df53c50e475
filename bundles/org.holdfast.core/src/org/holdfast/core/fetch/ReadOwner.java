// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.fetch;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.holdfast.core.Effect;
import org.holdfast.core.Event;
import org.holdfast.core.Machine;
import org.holdfast.core.Reply;
import org.holdfast.core.Step;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.wire.Message;
import org.holdfast.wire.ReadMessage.Read;
import org.holdfast.wire.ReadMessage.ReadData;
import org.holdfast.wire.ReadMessage.ReadEnd;

/**
 * The owner gets one block's file back. Any number of these may run on one link; the asker bounds what is on its way by
 * what it asks for. The answer is the number of bytes; whether they are the right ones is for {@code
 * format.block.BlockOpener} to say. The table stands in docs/protocol.md, read.
 */
public final class ReadOwner implements Machine<ReadOwner.State, ReadOwner.Append, Void, Reply<Integer>> {
    /** How long the holder may pause between two pieces. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AgreementId agreement;
    private final BlockId block;
    private final int least;
    private final int most;

    /**
     * For an owner that knows what payload it wants, and finds out how many tags stand before it.
     *
     * @param least length of the file without tags: header and payload
     * @param most length of the longest file that it may be. Not one byte more is taken
     */
    public ReadOwner(AgreementId agreement, BlockId block, int least, int most) {
        this.agreement = agreement;
        this.block = block;
        this.least = least;
        this.most = most;
    }

    /** The next bytes of the file. Answers nothing. */
    public record Append(int offset, ByteBuffer data) {}

    /** @param received bytes; −1 before the question */
    public record State(int received, boolean over) {}

    @Override
    public State start() {
        return new State(-1, false);
    }

    @Override
    public Step<State, Append, Reply<Integer>> step(State state, Event<Void> event) {
        State over = new State(state.received(), true);
        if (state.received() < 0 && event instanceof Event.Started) {
            return Step.to(
                    new State(0, false),
                    new Effect.Send<>(new Read(agreement, block)),
                    new Effect.WakeAfter<>(PATIENCE));
        }
        if (event instanceof Event.Received<Void>(Message message) && !state.over()) {
            if (message instanceof ReadData data) {
                return append(state, data);
            }
            if (message instanceof ReadEnd end) {
                return end.length() == state.received() && state.received() >= least
                        ? Step.to(over, new Effect.Report<>(new Reply.Answered<>(state.received())))
                        : Reply.misbehaved(over, "the file ends after " + state.received() + " bytes of " + least);
            }
        }
        return Reply.end(over, event);
    }

    private Step<State, Append, Reply<Integer>> append(State state, ReadData data) {
        int length = data.data().remaining();
        if (data.offset() != state.received() || length > most - state.received()) {
            return Reply.misbehaved(
                    new State(state.received(), true), "the pieces do not follow each other, or are too many");
        }
        return Step.to(
                new State(state.received() + length, false),
                new Effect.Do<>(new Append(data.offset(), data.data())),
                new Effect.WakeAfter<>(PATIENCE));
    }
}
