// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.node;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.holdfast.core.Conversation;
import org.holdfast.core.Event;
import org.holdfast.core.Reply;
import org.holdfast.core.fetch.FetchSegment;
import org.holdfast.core.fetch.FetchSegment.Action;
import org.holdfast.core.fetch.FetchSegment.Answer;
import org.holdfast.core.fetch.FetchSegment.Outcome;
import org.holdfast.core.fetch.FetchSegment.Source;
import org.holdfast.core.fetch.FetchSegment.State;
import org.holdfast.core.fetch.ReadOwner;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.format.NoCipher;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.format.block.BlockOpener;
import org.holdfast.format.block.Expectation;
import org.holdfast.format.block.Opened;
import org.holdfast.format.block.ShardLocation;
import org.holdfast.format.segment.SegmentEntry;
import org.holdfast.format.segment.SegmentReader;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.wire.Message;

/** Gets one segment back from its holders and opens it. */
public final class Retrieval implements Conversation.Outlet {
    private static final Duration HEDGE = Duration.ofSeconds(2);
    private static final long DIAL_PATIENCE = 5_000;
    private static final long DIAL_CHECK = 250;

    private final Life life;
    private final SegmentRow segment;
    private final Map<Integer, PlacementRow> placements = new TreeMap<>();
    private final Map<Integer, byte[]> shards = new TreeMap<>();
    private final Consumer<Result> done;
    private final Conversation<State, Action, Answer, Outcome> talk;
    private int alarm;

    /** What came of it. @param data what was stored, if there were enough shards */
    public record Result(Optional<Bytes> data, Outcome outcome) {}

    private Retrieval(Life life, SegmentRow segment, Consumer<Result> done) {
        this.life = life;
        this.segment = segment;
        this.done = done;
        for (PlacementRow row : life.disk().ledger.segments().placements(segment.id())) {
            if (row.state() == PlacementState.ACKED) {
                placements.put(row.position(), row);
            }
        }
        List<Source> sources = new ArrayList<>();
        placements.values().forEach(row -> sources.add(new Source(row.position(), row.partner())));
        int m = segment.shape().m();
        this.talk = new Conversation<>(new FetchSegment(m, sources, HEDGE), this::perform, this);
    }

    /** Starts it; {@code done} hears the end, unless the machine crashes before. */
    public static void begin(Life life, SegmentRow segment, Consumer<Result> done) {
        Retrieval retrieval = new Retrieval(life, segment, done);
        retrieval.conclude(retrieval.talk.begin());
    }

    @Override
    public void send(Message message) {
        throw new AssertionError("a coordinator has no link");
    }

    @Override
    public void wakeAfter(Duration delay) {
        int mine = ++alarm;
        life.after(delay, () -> {
            if (alarm == mine) {
                conclude(talk.elapsed());
            }
        });
    }

    private Optional<Answer> perform(Action action) {
        switch (action) {
            case Action.Ask(Source source) -> ask(placements.get(source.position()), life.world.now());
            case Action.Cancel cancel -> life.computer.note("cancelled a read", segment.id());
            case Action.Note(FetchSegment.Miss miss) ->
                life.computer.note("missed a shard " + miss.code(), segment.id());
        }
        return Optional.empty();
    }

    private void ask(PlacementRow row, long since) {
        Optional<Link> link = life.links.want(row.partner());
        if (link.isPresent()) {
            read(link.get(), row);
        } else if (life.world.now() - since < DIAL_PATIENCE) {
            life.after(DIAL_CHECK, () -> ask(row, since));
        } else {
            life.after(0, () -> answer(new Answer.Failed(row.position(), ErrorCode.PEER_LOST, "no link")));
        }
    }

    private void read(Link link, PlacementRow row) {
        byte[] file = new byte[BlockHeader.BYTES + row.payloadLength()];
        link.ask(
                new ReadOwner(row.agreement(), row.block(), file.length, file.length),
                append -> {
                    append.data()
                            .duplicate()
                            .get(file, append.offset(), append.data().remaining());
                    return Optional.empty();
                },
                reply -> answer(judge(row, file, reply)));
    }

    private Answer judge(PlacementRow row, byte[] file, Reply<Integer> reply) {
        return switch (reply) {
            case Reply.Answered<Integer> whole -> opened(row, file);
            case Reply.Refused<Integer> no -> new Answer.Failed(row.position(), no.code(), no.reason());
            case Reply.Misbehaved<Integer> wrong ->
                new Answer.Failed(row.position(), ErrorCode.PEER_MISBEHAVED, wrong.what());
            case Reply.Silent<Integer> silent -> new Answer.Failed(row.position(), silent.why(), "no answer");
            case Reply.Broken<Integer> broken -> new Answer.Failed(row.position(), broken.code(), broken.why());
        };
    }

    /** What is no block at all is an erasure like any other. */
    private Answer opened(PlacementRow row, byte[] file) {
        try {
            return open(row, file);
        } catch (HoldfastException e) {
            return new Answer.Failed(row.position(), e.code(), String.valueOf(e.getMessage()));
        }
    }

    private Answer open(PlacementRow row, byte[] file) {
        BlockHeader header = BlockHeader.read(ByteBuffer.wrap(file));
        byte[] payload = Arrays.copyOfRange(file, BlockHeader.BYTES, file.length);
        var location = new ShardLocation(
                segment.id(),
                segment.formats(),
                segment.shape(),
                row.position(),
                segment.pipeline(),
                segment.shardLength());
        var expected = new Expectation(
                life.identity().id(), row.partner(), row.agreement(), row.sequence(), segment.blockClass(), location);
        Opened opened = new BlockOpener()
                .open(life.identity().keys(), number -> NoCipher.INSTANCE, header, payload, payload.length, expected);
        return switch (opened) {
            case Opened.Rejected(Opened.Reason reason) ->
                new Answer.Failed(row.position(), ErrorCode.AUTHENTICATION_FAILED, reason.name());
            case Opened.Shard shard -> {
                shards.put(row.position(), shard.shard());
                yield new Answer.Good(row.position());
            }
        };
    }

    private void answer(Answer answer) {
        conclude(talk.accept(new Event.Done<>(answer)));
    }

    private void conclude(Optional<Outcome> outcome) {
        if (outcome.isPresent() && alarm >= 0) {
            alarm = Integer.MIN_VALUE;
            done.accept(new Result(data(outcome.get()), outcome.get()));
        }
    }

    private Optional<Bytes> data(Outcome outcome) {
        if (!(outcome instanceof Outcome.Enough enough)) {
            return Optional.empty();
        }
        byte[][] all = new byte[segment.shape().n()][];
        enough.positions().forEach(position -> all[position] = shards.get(position));
        byte[] joined =
                ParityCode.join(all, segment.shardLength(), segment.shape().m());
        SegmentReader reader =
                SegmentReader.open(life.identity().keys(), number -> NoCipher.INSTANCE, joined, joined.length);
        SegmentEntry entry = reader.entries().getFirst();
        return Optional.of(Bytes.of(reader.chunk(entry.offset(), entry.frame()).stored()));
    }
}
