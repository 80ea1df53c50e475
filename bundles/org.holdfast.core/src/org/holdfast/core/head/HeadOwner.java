// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.head;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.core.Effect;
import org.holdfast.core.Event;
import org.holdfast.core.Machine;
import org.holdfast.core.Peer;
import org.holdfast.core.Reply;
import org.holdfast.core.Step;
import org.holdfast.format.head.Witness;
import org.holdfast.model.AgreementId;
import org.holdfast.model.Bytes;
import org.holdfast.wire.HeadMessage.HeadConflict;
import org.holdfast.wire.HeadMessage.PutHead;
import org.holdfast.wire.HeadReceipt;
import org.holdfast.wire.Limits;
import org.holdfast.wire.Message;

/**
 * The owner leaves its newest head with a partner, together with every witness that this partner has not seen. The
 * owner's own copy of the last witness is durable before this starts. The table stands in docs/protocol.md, head.
 */
public final class HeadOwner implements Machine<HeadOwner.State, Void, Void, Reply<HeadOwner.Result>> {
    /** How long the holder may take to make the head durable. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Peer partner;
    private final AgreementId agreement;
    private final List<Witness> run;
    private final Bytes head;

    /**
     * @param run oldest first, at most {@link HeadHolder#MOST_WITNESSES}
     * @param head sealed, of the last one
     */
    public HeadOwner(Peer partner, AgreementId agreement, List<Witness> run, Bytes head) {
        if (run.isEmpty()
                || run.size() > HeadHolder.MOST_WITNESSES
                || !run.getLast().covers(head.toArray())) {
            throw new IllegalArgumentException("a run ends with the witness of the head, and is not endless");
        }
        this.partner = partner;
        this.agreement = agreement;
        this.run = List.copyOf(run);
        this.head = head;
    }

    /** What the holder said. */
    public sealed interface Result {
        record Kept(HeadReceipt receipt) implements Result {}

        /** It knows a top that the run leaves out: {@link NextWitness} says what to do. */
        record Conflict(Witness top) implements Result {}
    }

    /** Where it stands. */
    public enum State {
        NEW,
        SENT,
        OVER
    }

    @Override
    public State start() {
        return State.NEW;
    }

    @Override
    public Step<State, Void, Reply<Result>> step(State state, Event<Void> event) {
        if (state == State.NEW && event instanceof Event.Started) {
            return new Step<>(State.SENT, everything());
        }
        if (state == State.SENT && event instanceof Event.Received<Void>(Message message)) {
            if (message instanceof HeadReceipt receipt) {
                return received(receipt);
            }
            if (message instanceof HeadConflict(Witness top)) {
                return Step.to(State.OVER, new Effect.Report<>(new Reply.Answered<>(new Result.Conflict(top))));
            }
        }
        return Reply.end(State.OVER, event);
    }

    /** Only the last message carries the head. */
    private List<Effect<Void, Reply<Result>>> everything() {
        List<Effect<Void, Reply<Result>>> effects = new ArrayList<>();
        for (int from = 0; from < run.size(); from += Limits.WITNESS_RUN) {
            int to = Math.min(run.size(), from + Limits.WITNESS_RUN);
            Bytes carried = to == run.size() ? head : Bytes.EMPTY;
            effects.add(new Effect.Send<>(new PutHead(agreement, run.subList(from, to), carried)));
        }
        effects.add(new Effect.WakeAfter<>(PATIENCE));
        return effects;
    }

    private Step<State, Void, Reply<Result>> received(HeadReceipt receipt) {
        if (!receipt.confirms(partner.id(), agreement, run.getLast()) || !receipt.signedBy(partner.device())) {
            return Reply.misbehaved(State.OVER, "this receipt is not of this head, or not signed");
        }
        return Step.to(State.OVER, new Effect.Report<>(new Reply.Answered<>(new Result.Kept(receipt))));
    }
}
