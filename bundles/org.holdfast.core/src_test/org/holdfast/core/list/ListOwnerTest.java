// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.list;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.holdfast.core.Effect;
import org.holdfast.core.Event;
import org.holdfast.core.Inquiry;
import org.holdfast.core.Machine;
import org.holdfast.core.Reply;
import org.holdfast.core.Step;
import org.holdfast.core.support.Blocks;
import org.holdfast.core.support.Duet;
import org.holdfast.core.support.People;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.wire.Message;
import org.holdfast.wire.ReadMessage.ListBlocks;
import org.holdfast.wire.ReadMessage.ListPage;
import org.junit.jupiter.api.Test;

/** Alice lists what Bob holds; he shows his pages two headers at a time. */
class ListOwnerTest {
    private static final byte[] PAYLOAD = new byte[16384];
    private static final List<BlockHeader> HELD = IntStream.rangeClosed(1, 5)
            .mapToObj(id -> Blocks.header(id, PAYLOAD))
            .toList();

    private final Duet<Reply<Long>, String> duet = new Duet<>();
    private final List<BlockHeader> got = new ArrayList<>();

    private Reply<Long> list(List<BlockHeader> held, long most) {
        var left =
                duet.left(new ListOwner(People.ALICE.id(), People.peer(People.BOB), People.AGREEMENT, most), take -> {
                    got.addAll(take.headers());
                    return Optional.empty();
                });
        duet.right(showing(held), Inquiry.performer());
        duet.play();
        return left.outcome();
    }

    private static Machine<Integer, Void, Void, String> showing(List<BlockHeader> held) {
        return new Machine<>() {
            @Override
            public Integer start() {
                return 0;
            }

            @Override
            public Step<Integer, Void, String> step(Integer shown, Event<Void> event) {
                if (!(event instanceof Event.Received<Void>(Message message)) || !(message instanceof ListBlocks)) {
                    return Step.to(shown);
                }
                int end = Math.min(held.size(), shown + 2);
                boolean last = shown + 2 > held.size();
                return Step.to(end, new Effect.Send<>(new ListPage(last, held.subList(shown, end))));
            }
        };
    }

    @Test
    void allPagesAreTaken() {
        assertEquals(new Reply.Answered<>(5L), list(HELD, 100));
        assertEquals(HELD, got);
        assertEquals(List.of("<LIST", ">LIST_PAGE", "<LIST", ">LIST_PAGE", "<LIST", ">LIST_PAGE"), duet.transcript);
    }

    @Test
    void aLastPageMayBeEmpty() {
        assertEquals(new Reply.Answered<>(4L), list(HELD.subList(0, 4), 100));
        assertEquals(new Reply.Answered<>(0L), list(List.of(), 100));
    }

    @Test
    void pagesThatDoNotGoOnAreMisbehaviour() {
        assertInstanceOf(Reply.Misbehaved.class, list(List.of(HELD.get(1), HELD.get(0)), 100));
        assertInstanceOf(
                Reply.Misbehaved.class, list(List.of(HELD.get(0), HELD.get(1), HELD.get(1), HELD.get(2)), 100));
        assertEquals(2, got.size());
    }

    @Test
    void moreBlocksThanThereCanBeAreMisbehaviour() {
        assertInstanceOf(Reply.Misbehaved.class, list(HELD, 4));
    }

    @Test
    void headersOfOthersAreMisbehaviour() {
        assertInstanceOf(
                Reply.Misbehaved.class, list(List.of(Blocks.header(1, PAYLOAD, f -> f.owner(People.CAROL))), 100));
        assertInstanceOf(
                Reply.Misbehaved.class, list(List.of(Blocks.header(1, PAYLOAD, f -> f.partner(People.CAROL))), 100));
        assertEquals(List.of(), got);
    }
}
