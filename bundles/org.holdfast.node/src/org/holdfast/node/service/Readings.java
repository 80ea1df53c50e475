// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.util.function.Consumer;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.track.Experience;
import org.holdfast.model.ByteCount;
import org.holdfast.model.SegmentId;
import org.holdfast.node.restore.Browser;
import org.holdfast.node.restore.CachedMetadata;
import org.holdfast.node.restore.ChunkReader;
import org.holdfast.node.restore.Commitments;
import org.holdfast.node.restore.OpenSegments;
import org.holdfast.node.restore.RestoreTally;
import org.holdfast.node.restore.SegmentFetch;
import org.holdfast.node.restore.SegmentLoader;
import org.holdfast.node.restore.ShardSource;
import org.holdfast.node.restore.StoredCompositions;

/** Makes what reads this owner's stored data. */
final class Readings {
    private static final ByteCount DATA_ROOM = ByteCount.mebibytes(48);
    private static final ByteCount LITTLE_ROOM = ByteCount.mebibytes(26);
    private static final ByteCount METADATA_ROOM = ByteCount.mebibytes(16);

    private final Node node;

    Readings(Node node) {
        this.node = node;
    }

    /** A machine that is in no confederation yet has nobody to note anything about. */
    private void seen(Experience experience) {
        node.partnership().ifPresent(present -> present.tracking().note(experience));
    }

    Reading reading(RestoreTally tally) {
        return reading(tally, DATA_ROOM, fetch(tally));
    }

    /**
     * In the memory of one segment, for what goes on beside a restore.
     *
     * @param before each segment that partners are to send, on the thread that asks them; fails if it is not to be had
     */
    Reading little(RestoreTally tally, Runnable before) {
        return reading(tally, LITTLE_ROOM, new AskedFirst(before, fetch(tally)));
    }

    /** What partners would send, if somebody agrees each time. */
    private record AskedFirst(Runnable before, SegmentLoader partners) implements SegmentLoader {
        @Override
        public byte[] load(SegmentId id) {
            before.run();
            return partners.load(id);
        }

        @Override
        public long length(SegmentId id) {
            return partners.length(id);
        }
    }

    private Reading reading(RestoreTally tally, ByteCount room, SegmentLoader partners) {
        Providers providers = node.providers();
        var keys = node.identity().keys();
        CachedMetadata loader = loader(partners);
        OpenSegments segments = new OpenSegments(loader, keys, providers, room);
        OpenSegments metadata = new OpenSegments(loader, keys, providers, METADATA_ROOM);
        ChunkReader chunks = new ChunkReader(node.stores().index(), segments, keys.dedup(), providers);
        ChunkReader names = new ChunkReader(node.stores().index(), metadata, keys.dedup(), providers);
        return new Reading(
                segments,
                metadata,
                chunks,
                new StoredCompositions(node.stores().ledger(), metadata),
                new Browser(names),
                tally);
    }

    private CachedMetadata loader(SegmentLoader partners) {
        return new CachedMetadata(
                node.stores().metadata(),
                partners,
                node.stores().ledger(),
                node.identity().keys(),
                node.providers());
    }

    private SegmentFetch fetch(RestoreTally tally) {
        return fetch(tally, place -> {});
    }

    /** @param damaged hears of damaged blocks besides those who care for them */
    SegmentFetch fetch(RestoreTally tally, Consumer<PlacementRow> damaged) {
        return new SegmentFetch(
                node.identity().owner(),
                node.stores().ledger(),
                node.partners(),
                node.identity().keys(),
                node.providers(),
                tally,
                this::seen,
                place -> {
                    damaged.accept(place);
                    node.health().desk().restoredWrong(place);
                },
                this::commitments,
                node.clock());
    }

    /** Single shards, to be stored elsewhere. */
    ShardSource shards() {
        return new ShardSource(
                node.identity().owner(),
                node.partners(),
                node.identity().keys(),
                node.providers(),
                loader(fetch(new RestoreTally())),
                this::commitments);
    }

    /** Whom this machine may not ask for a restore. */
    Commitments commitments() {
        return Commitments.of(
                node.identity().certificate(),
                node.stores().ledger(),
                node.clock().instant());
    }
}
