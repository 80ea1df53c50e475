// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.list;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.Effect;
import org.holdfast.core.Event;
import org.holdfast.core.Machine;
import org.holdfast.core.Peer;
import org.holdfast.core.Reply;
import org.holdfast.core.Step;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.OwnerId;
import org.holdfast.wire.Limits;
import org.holdfast.wire.Message;
import org.holdfast.wire.ReadMessage.ListBlocks;
import org.holdfast.wire.ReadMessage.ListPage;

/**
 * The owner gets the headers of all blocks that a partner holds under one agreement. The answer is how many there were.
 * That they are the owner's own is for their MACs to say. The table stands in docs/protocol.md, list.
 */
public final class ListOwner implements Machine<ListOwner.State, ListOwner.Take, Void, Reply<Long>> {
    /** How long a page may take. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private final OwnerId self;
    private final Peer partner;
    private final AgreementId agreement;
    private final long most;

    /** @param most headers that there can be: what the agreement reserves, divided by the smallest block */
    public ListOwner(OwnerId self, Peer partner, AgreementId agreement, long most) {
        this.self = self;
        this.partner = partner;
        this.agreement = agreement;
        this.most = most;
    }

    /** One page of headers, ascending by block id. Answers nothing. */
    public record Take(List<BlockHeader> headers) {}

    /** @param asked whether a page is on its way */
    public record State(boolean asked, Optional<BlockId> after, long count) {}

    @Override
    public State start() {
        return new State(false, Optional.empty(), 0);
    }

    @Override
    public Step<State, Take, Reply<Long>> step(State state, Event<Void> event) {
        if (event instanceof Event.Started) {
            return Step.to(new State(true, state.after(), 0), ask(state.after()), new Effect.WakeAfter<>(PATIENCE));
        }
        State over = new State(false, state.after(), state.count());
        if (event instanceof Event.Received<Void>(Message message)
                && message instanceof ListPage page
                && state.asked()) {
            return follows(state, page.headers())
                    ? taken(state, page)
                    : Reply.misbehaved(over, "these headers are not the next ones of our agreement");
        }
        return Reply.end(over, event);
    }

    private Step<State, Take, Reply<Long>> taken(State state, ListPage page) {
        long count = state.count() + page.headers().size();
        Effect<Take, Reply<Long>> take = new Effect.Do<>(new Take(page.headers()));
        if (page.last()) {
            return Step.to(
                    new State(false, state.after(), count), take, new Effect.Report<>(new Reply.Answered<>(count)));
        }
        Optional<BlockId> last = Optional.of(page.headers().getLast().block());
        return Step.to(new State(true, last, count), take, ask(last), new Effect.WakeAfter<>(PATIENCE));
    }

    private Effect<Take, Reply<Long>> ask(Optional<BlockId> after) {
        return new Effect.Send<>(new ListBlocks(agreement, after, Limits.PAGE_HEADERS));
    }

    /** Whether the page goes on where the last one ended; a partner could otherwise keep an owner busy for ever. */
    private boolean follows(State state, List<BlockHeader> headers) {
        Optional<BlockId> before = state.after();
        for (BlockHeader header : headers) {
            boolean ours = header.owner().equals(self)
                    && header.partner().equals(partner.id())
                    && header.agreement().equals(agreement);
            if (!ours || before.isPresent() && header.block().compareTo(before.get()) <= 0) {
                return false;
            }
            before = Optional.of(header.block());
        }
        return state.count() + headers.size() <= most;
    }
}
