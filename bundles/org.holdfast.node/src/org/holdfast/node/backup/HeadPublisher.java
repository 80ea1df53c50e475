// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.holdfast.core.head.NextWitness;
import org.holdfast.core.port.ChunkIndex;
import org.holdfast.core.port.SegmentState;
import org.holdfast.format.head.FormatsUsed;
import org.holdfast.format.head.Head;
import org.holdfast.format.head.HeadPartner;
import org.holdfast.format.head.HeadRun;
import org.holdfast.format.head.ReaderJar;
import org.holdfast.format.head.RecordKind;
import org.holdfast.format.head.SealedRecord;
import org.holdfast.format.head.Statistics;
import org.holdfast.format.head.StreamRef;
import org.holdfast.format.head.Witness;
import org.holdfast.format.tree.Snapshot;
import org.holdfast.format.tree.SnapshotList;
import org.holdfast.model.BlockClass;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Id16;
import org.holdfast.model.OwnerId;

/**
 * Stores what a head refers to, makes the head and its witness, and leaves both with the partners. In this order: jars
 * of readers, index runs and snapshot list are placed, the witness is durable here, then it is sent. One thread's.
 */
final class HeadPublisher {
    private final BackupParts parts;
    private final HeadBook book;
    private final HeadSender sender;
    private final Supplier<List<HeadPartner>> partners;
    private final ReaderShelf shelf;

    HeadPublisher(BackupParts parts, BackupRun.Surroundings around) {
        this.parts = parts;
        this.book = around.book();
        this.sender = around.headSender();
        this.partners = around.partners();
        this.shelf = around.shelf();
    }

    /** @return the partners whose receipts for this head and its witness are here */
    Set<OwnerId> publish(SegmentPipeline pipeline, List<Snapshot> snapshots) {
        parts.index().compact();
        Map<Id16, HeadRun> known = book.newest().map(Head::indexRuns).orElse(List.of()).stream()
                .collect(Collectors.toMap(HeadRun::id, Function.identity()));
        List<ChunkIndex.Run> live = parts.index().runs();
        List<ChunkIndex.Run> fresh =
                live.stream().filter(run -> !known.containsKey(run.id())).toList();
        HeadReaders readers = readers();
        List<InputStream> streams = new ArrayList<>(readers.streams());
        int jars = streams.size();
        List<StreamRef> places;
        try {
            fresh.forEach(run -> streams.add(parts.index().encoded(run.id())));
            streams.add(new ByteArrayInputStream(SnapshotList.encode(snapshots)));
            places = pipeline.place(streams);
        } finally {
            streams.forEach(HeadPublisher::close);
        }
        for (int i = 0; i < fresh.size(); i++) {
            ChunkIndex.Run run = fresh.get(i);
            known.put(run.id(), new HeadRun(run.id(), run.rows(), places.get(jars + i)));
        }
        List<HeadRun> runs = live.stream().map(run -> known.get(run.id())).toList();
        return send(runs, places.getLast(), readers.named(places.subList(0, jars)), snapshots);
    }

    private static void close(InputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException("what was only read does not close", e);
        }
    }

    private HeadReaders readers() {
        FormatsUsed foreign = FormatsInUse.of(parts.ledger()).without(FormatsUsed.BUILT_IN);
        return new HeadReaders(book.newest().map(Head::readers).orElse(List.of()), shelf, foreign, this::isStillStored);
    }

    private boolean isStillStored(StreamRef stream) {
        return stream.pieces().stream()
                .allMatch(piece -> parts.ledger()
                        .segments()
                        .find(piece.segment())
                        .filter(row -> row.state() == SegmentState.PLACED)
                        .isPresent());
    }

    private Set<OwnerId> send(List<HeadRun> runs, StreamRef list, List<ReaderJar> readers, List<Snapshot> snapshots) {
        NextWitness next = sender.next();
        if (next.rolledBack()) {
            throw rolledBack();
        }
        long sequence = next.sequence();
        Digest previous = next.previous();
        Head head = new Head(
                sequence,
                parts.clock().instant(),
                parts.self(),
                parts.deviceEpoch(),
                parts.keys().current(),
                runs,
                list,
                partners.get(),
                FormatsInUse.of(parts.ledger()),
                statistics(snapshots),
                readers);
        byte[] random = new byte[Id16.BYTES];
        parts.random().nextBytes(random);
        byte[] sealed = SealedRecord.seal(
                parts.keys().generation(parts.keys().current()),
                RecordKind.HEAD,
                sequence,
                previous,
                head.bytes(),
                random);
        Witness witness = Witness.sign(
                parts.device(),
                parts.self(),
                parts.deviceEpoch(),
                sequence,
                previous,
                next.merged(),
                sealed,
                parts.clock().instant());
        book.record(head, witness);
        Set<OwnerId> holders = sender.send(Bytes.of(sealed));
        if (holders.size() >= needed()) {
            book.confirm(sequence);
        }
        return holders;
    }

    /** So many receipts let a head be relied on: as many losses as what it refers to bears, and it is still there. */
    int needed() {
        return parts.formations().apply(BlockClass.META).shape().k() + 1;
    }

    /** A head made from an old ledger would leave out the later snapshots. */
    private static HoldfastException rolledBack() {
        return new HoldfastException(
                ErrorCode.CONFLICT,
                "ledger",
                "Partners know a later head of this machine than it does itself: its ledger is an old copy. It is"
                        + " brought up to date from the partners; back up again then.",
                true,
                null);
    }

    private Statistics statistics(List<Snapshot> snapshots) {
        Snapshot newest = snapshots.getLast();
        long stored = partners.get().stream()
                .mapToLong(partner ->
                        parts.ledger().segments().bytesAt(partner.owner()).value())
                .sum();
        return new Statistics(
                snapshots.size(),
                newest.files(),
                newest.bytes(),
                parts.ledger().segments().receipts().segments(),
                stored);
    }
}
