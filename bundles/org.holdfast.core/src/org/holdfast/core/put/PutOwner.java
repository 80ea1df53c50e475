// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.put;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.holdfast.core.Effect;
import org.holdfast.core.Event;
import org.holdfast.core.Machine;
import org.holdfast.core.Peer;
import org.holdfast.core.Reply;
import org.holdfast.core.Step;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.model.BlockId;
import org.holdfast.model.Bytes;
import org.holdfast.wire.Limits;
import org.holdfast.wire.Message;
import org.holdfast.wire.PutMessage.PutBegin;
import org.holdfast.wire.PutMessage.PutData;
import org.holdfast.wire.PutMessage.PutEnd;
import org.holdfast.wire.PutMessage.PutGo;
import org.holdfast.wire.StoreReceipt;

/**
 * The owner stores one block with a partner. Any number of these may run on one link. After silence the same block, byte
 * for byte, may be put again; a refusal with CONFLICT means that the partner knows another block by this id, and the
 * owner must stop this run. The table stands in docs/protocol.md, put.
 */
public final class PutOwner implements Machine<PutOwner.State, PutOwner.Acknowledge, Void, Reply<StoreReceipt>> {
    /** How long the holder may take to answer, or to make the block durable. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Peer partner;
    private final BlockHeader header;
    private final List<ByteBuffer> content;

    /**
     * @param content tags and payload, in one or several parts, each from position to limit; not copied, and not to be
     *     changed until the end
     * @throws IllegalArgumentException if the header is for another partner or of another length
     */
    public PutOwner(Peer partner, BlockHeader header, ByteBuffer... content) {
        if (!header.partner().equals(partner.id()) || length(content) != header.tagsLength() + header.payloadLength()) {
            throw new IllegalArgumentException("header, partner and content do not belong together");
        }
        this.partner = partner;
        this.header = header;
        this.content = Arrays.stream(content)
                .map(part -> part.slice().asReadOnlyBuffer())
                .toList();
    }

    private static long length(ByteBuffer... parts) {
        return Arrays.stream(parts).mapToLong(ByteBuffer::remaining).sum();
    }

    /** {@code Ledger.Segments.acknowledge}, durable before the receipt counts. Answers nothing. */
    public record Acknowledge(BlockId block, Bytes receipt) {}

    /** Where a put stands for the owner. */
    public enum State {
        NEW,
        ASKED,
        SENT,
        OVER
    }

    @Override
    public State start() {
        return State.NEW;
    }

    @Override
    public Step<State, Acknowledge, Reply<StoreReceipt>> step(State state, Event<Void> event) {
        if (state == State.NEW && event instanceof Event.Started) {
            return Step.to(State.ASKED, new Effect.Send<>(new PutBegin(header)), new Effect.WakeAfter<>(PATIENCE));
        }
        if (event instanceof Event.Received<Void>(Message message)) {
            if (state == State.ASKED && message instanceof PutGo) {
                return new Step<>(State.SENT, everything());
            }
            // already here: the holder says so at once
            if ((state == State.ASKED || state == State.SENT) && message instanceof StoreReceipt receipt) {
                return received(receipt);
            }
        }
        return Reply.end(State.OVER, event);
    }

    private List<Effect<Acknowledge, Reply<StoreReceipt>>> everything() {
        List<Effect<Acknowledge, Reply<StoreReceipt>>> effects = new ArrayList<>();
        int offset = 0;
        for (ByteBuffer part : content) {
            for (int at = 0; at < part.remaining(); at += Limits.PIECE) {
                ByteBuffer piece = part.slice(at, Math.min(Limits.PIECE, part.remaining() - at));
                effects.add(new Effect.Send<>(new PutData(offset, piece)));
                offset += piece.remaining();
            }
        }
        effects.add(new Effect.Send<>(new PutEnd()));
        effects.add(new Effect.WakeAfter<>(PATIENCE));
        return effects;
    }

    private Step<State, Acknowledge, Reply<StoreReceipt>> received(StoreReceipt receipt) {
        if (!receipt.confirms(header) || !receipt.signedBy(partner.device())) {
            return Reply.misbehaved(State.OVER, "this receipt is not of this block, or not signed");
        }
        return Step.to(
                State.OVER,
                new Effect.Do<>(new Acknowledge(header.block(), Bytes.of(receipt.bytes()))),
                new Effect.Report<>(new Reply.Answered<>(receipt)));
    }
}
