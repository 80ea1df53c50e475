// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.document;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.holdfast.core.Reply;
import org.holdfast.core.fetch.ReadHolder;
import org.holdfast.core.fetch.ReadOwner;
import org.holdfast.core.list.ListOwner;
import org.holdfast.core.support.Blocks;
import org.holdfast.core.support.People;
import org.holdfast.core.support.Words;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.model.ErrorCode;
import org.holdfast.wire.ReadMessage.ListPage;
import org.holdfast.wire.ReadMessage.Read;
import org.holdfast.wire.ReadMessage.ReadData;
import org.holdfast.wire.ReadMessage.ReadEnd;
import org.junit.jupiter.api.Test;

/** The tables of "Read" and "List" in docs/protocol.md. */
class ProtocolReadDocumentTest {
    private static final int LENGTH = Words.PAYLOAD.length;
    private static final Read READ = new Read(People.AGREEMENT, Words.HEADER.block());

    private static Optional<ReadHolder.Answer> file(ReadHolder.Action action) {
        return switch (action) {
            case ReadHolder.Action.Open open -> Optional.of(new ReadHolder.Answer.Opened(600_000));
            case ReadHolder.Action.Load(int offset, int length) ->
                Optional.of(new ReadHolder.Answer.Piece(offset, ByteBuffer.allocate(length)));
            case ReadHolder.Action.Close close -> Optional.empty();
        };
    }

    @Test
    void holder() {
        var table = new StateTable<>(ReadHolder::new, ProtocolReadDocumentTest::file);
        table.state("Idle", talk -> talk.begin());
        table.row("Idle", "READ, of two pieces and a bit", talk -> talk.hear(READ))
                .row(
                        "Idle",
                        "READ, no agreement lets the owner read now",
                        talk -> talk.failing(ReadHolder.Action.Open.class, ErrorCode.NO_AGREEMENT)
                                .hear(READ))
                .row(
                        "Idle",
                        "READ, no such block of the owner",
                        talk -> talk.failing(ReadHolder.Action.Open.class, ErrorCode.BLOCK_UNKNOWN)
                                .hear(READ))
                .row(
                        "Idle",
                        "READ, more than the owner may read now",
                        talk -> talk.failing(ReadHolder.Action.Open.class, ErrorCode.READ_BUDGET_USED)
                                .hear(READ))
                .row(
                        "Idle",
                        "READ, the disk fails",
                        talk -> talk.failing(ReadHolder.Action.Load.class, ErrorCode.DISK_FAILED)
                                .hear(READ));
        table.ends().standsUnder("Read, the holder");
    }

    private static String name(ReadOwner.State state) {
        return state.over() ? "Over" : state.received() < 0 ? "New" : "Receiving";
    }

    private static ReadData piece(int offset, int length) {
        return new ReadData(offset, ByteBuffer.wrap(Words.PAYLOAD, 0, length));
    }

    @Test
    void owner() {
        var table = new StateTable<>(
                () -> new ReadOwner(People.AGREEMENT, Words.HEADER.block(), LENGTH, LENGTH),
                action -> Optional.<Void>empty(),
                ProtocolReadDocumentTest::name);
        table.begins().state("Receiving", talk -> talk.begin());
        table.row("Receiving", "READ_DATA, the next bytes", talk -> talk.hear(piece(0, 100)))
                .row("Receiving", "READ_DATA, a gap, or more bytes than expected", talk -> talk.hear(piece(1, 100)))
                .row(
                        "Receiving",
                        "READ_DATA, which cannot be kept",
                        talk -> talk.failing(ReadOwner.Append.class, ErrorCode.NO_SPACE)
                                .hear(piece(0, 100)))
                .row(
                        "Receiving",
                        "READ_END, after as many bytes as expected",
                        talk -> talk.hear(piece(0, LENGTH)).forget().hear(new ReadEnd(LENGTH)))
                .row("Receiving", "READ_END, too early, or of another length", talk -> talk.hear(new ReadEnd(LENGTH)));
        table.ends().standsUnder("Read, the owner");
    }

    private static Consumer<Rehearsal<ListOwner.State, ListOwner.Take, Void, Reply<Long>>> page(
            boolean last, BlockHeader... headers) {
        return talk -> talk.hear(new ListPage(last, List.of(headers)));
    }

    @Test
    void list() {
        BlockHeader first = Blocks.header(1, Words.PAYLOAD);
        BlockHeader second = Blocks.header(2, Words.PAYLOAD);
        BlockHeader third = Blocks.header(3, Words.PAYLOAD);
        BlockHeader foreign = Blocks.header(4, Words.PAYLOAD, fields -> fields.partner(People.CAROL));
        var table = new StateTable<>(
                () -> new ListOwner(People.ALICE.id(), People.peer(People.BOB), People.AGREEMENT, 2),
                action -> Optional.<Void>empty(),
                state -> state.asked() ? "Asked" : "New or over");
        table.begins().state("Asked", talk -> talk.begin());
        table.row("Asked", "LIST_PAGE, more follow", page(false, first))
                .row("Asked", "LIST_PAGE, the last", page(true, first))
                .row("Asked", "LIST_PAGE, of other parties or another agreement", page(true, foreign))
                .row("Asked", "LIST_PAGE, not ascending behind the last one", page(true, second, first))
                .row("Asked", "LIST_PAGE, more than can lie there", page(false, first, second, third));
        table.ends().standsUnder("List, the owner");
    }
}
