// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.holdfast.core.port.ChunkLocation;
import org.holdfast.format.segment.Composition;
import org.holdfast.model.ChunkId;
import org.holdfast.node.pages.ChunkDepot;

/**
 * A run's chunks of large files. What is put together from others waits until those are placed and in the index: a run that
 * is killed must not leave a chunk there whose bases are not. One thread's.
 */
final class PageDepot implements ChunkDepot {
    /** Some 16 MiB of heap at most, for two gigabytes of file at least. */
    private static final int MOST_WAITING = 8192;

    private final ChunkIntake intake;
    private final PlacedRows placedRows;
    private final KnownChunks known;
    private final Runnable settle;
    private final Map<ChunkId, Supplier<Composition>> waiting = new LinkedHashMap<>();

    /** @param settle has everything placed, what waits here last */
    PageDepot(ChunkIntake intake, PlacedRows placedRows, KnownChunks known, Runnable settle) {
        this.intake = intake;
        this.placedRows = placedRows;
        this.known = known;
        this.settle = settle;
    }

    @Override
    public ChunkId name(byte[] buffer, int offset, int length) {
        return intake.identify(buffer, offset, length);
    }

    @Override
    public Optional<Standing> find(ChunkId id) {
        if (waiting.containsKey(id)) {
            return Optional.of(new Standing(true, List.of()));
        }
        Optional<Standing> placed = known.has(id) ? Optional.of(standing(id)) : Optional.empty();
        return placed.or(() -> placedRows.isExpected(id) ? Optional.of(Standing.ITSELF) : Optional.empty());
    }

    private Standing standing(ChunkId id) {
        return known.composition(id)
                .map(composed -> new Standing(true, composed.spans()))
                .orElse(Standing.ITSELF);
    }

    @Override
    public Optional<Integer> base(ChunkId id) {
        return known.asItself(id).map(ChunkLocation::plainLength);
    }

    @Override
    public void store(ChunkId id, byte[] buffer, int offset, int length) {
        intake.store(id, buffer, offset, length);
    }

    @Override
    public boolean compose(ChunkId id, Supplier<Composition> composition) {
        if (placedRows.expect(id)) {
            waiting.put(id, composition);
        }
        return waiting.size() >= MOST_WAITING;
    }

    @Override
    public void settle() {
        settle.run();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Packs what waits, after everything else was placed. */
    void pack() {
        waiting.forEach((id, composition) -> intake.compose(id, known.checked(id, composition.get())));
        waiting.clear();
    }
}
