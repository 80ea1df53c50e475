// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.holdfast.core.content.Compositions;
import org.holdfast.core.port.ChunkLocation;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.format.segment.Composition;
import org.holdfast.format.segment.StoredChunk;
import org.holdfast.model.BlockClass;
import org.holdfast.model.SegmentId;

/** Reads compositions out of metadata segments, the only ones that have any; these lie on the own disk. Thread-safe. */
public final class StoredCompositions implements Compositions {
    private final Ledger ledger;
    private final OpenSegments metadata;
    private final Map<SegmentId, Boolean> classes = new ConcurrentHashMap<>();

    public StoredCompositions(Ledger ledger, OpenSegments metadata) {
        this.ledger = ledger;
        this.metadata = metadata;
    }

    @Override
    public Optional<Composition> find(ChunkLocation place) {
        if (!Compositions.isPossible(place) || !classes.computeIfAbsent(place.segment(), this::isMetadata)) {
            return Optional.empty();
        }
        StoredChunk stored = metadata.chunk(place);
        return stored.compression() == Composition.NUMBER
                ? Optional.of(Composition.read(stored.stored(), stored.plainLength()))
                : Optional.empty();
    }

    private boolean isMetadata(SegmentId id) {
        return ledger.segments()
                .find(id)
                .map(SegmentRow::blockClass)
                .filter(BlockClass.META::equals)
                .isPresent();
    }
}
