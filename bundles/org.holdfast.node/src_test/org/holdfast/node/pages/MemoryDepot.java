// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.pages;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.holdfast.format.DedupKeys;
import org.holdfast.format.segment.Composition;
import org.holdfast.model.ChunkId;

/** Chunks in memory; a prune takes away what is not needed, without regard for what is put together from it. */
final class MemoryDepot implements ChunkDepot {
    final DedupKeys keys = DedupKeys.derive(new byte[32]);
    final Map<ChunkId, byte[]> whole = new HashMap<>();
    final Map<ChunkId, Composition> composed = new HashMap<>();
    private final Map<ChunkId, Supplier<Composition>> waiting = new LinkedHashMap<>();
    long stored;

    @Override
    public ChunkId name(byte[] buffer, int offset, int length) {
        return keys.chunkId(buffer, offset, length);
    }

    @Override
    public Optional<Standing> find(ChunkId id) {
        if (waiting.containsKey(id)) {
            return Optional.of(new Standing(true, List.of()));
        }
        if (whole.containsKey(id)) {
            return Optional.of(Standing.ITSELF);
        }
        return Optional.ofNullable(composed.get(id))
                .filter(each -> whole.keySet().containsAll(each.bases()))
                .map(each -> new Standing(true, each.spans()));
    }

    @Override
    public Optional<Integer> base(ChunkId id) {
        return Optional.ofNullable(whole.get(id)).map(bytes -> bytes.length);
    }

    @Override
    public void store(ChunkId id, byte[] buffer, int offset, int length) {
        stored += length;
        composed.remove(id);
        whole.put(id, java.util.Arrays.copyOfRange(buffer, offset, offset + length));
    }

    @Override
    public boolean compose(ChunkId id, Supplier<Composition> composition) {
        waiting.put(id, composition);
        return waiting.size() >= 5;
    }

    @Override
    public void settle() {
        waiting.forEach((id, composition) -> {
            Composition made = composition.get();
            if (!whole.keySet().containsAll(made.bases())) {
                throw new IllegalStateException("a base is not there, or composed");
            }
            stored += made.encode().length;
            composed.put(id, made);
        });
        waiting.clear();
    }

    byte[] read(ChunkId id) {
        byte[] plain = Optional.ofNullable(composed.get(id))
                .map(each -> each.compose(
                        base -> Optional.ofNullable(whole.get(base)).orElseThrow()))
                .orElseGet(() -> Optional.ofNullable(whole.get(id)).orElseThrow());
        if (!name(plain, 0, plain.length).equals(id)) {
            throw new IllegalStateException("a chunk is not what it was");
        }
        return plain;
    }

    /** What these chunks need. */
    Set<ChunkId> needed(Set<ChunkId> ids) {
        Set<ChunkId> needed = new HashSet<>(ids);
        ids.forEach(id -> Optional.ofNullable(composed.get(id)).ifPresent(each -> needed.addAll(each.bases())));
        return needed;
    }

    /** Compositions that nothing needs stay, as those in segments that are kept for something else. */
    void prune(Set<ChunkId> ids) {
        whole.keySet().retainAll(needed(ids));
    }

    /** Bytes of the chunks that these need, as they are before compression. */
    long kept(Set<ChunkId> ids) {
        return needed(ids).stream()
                .mapToLong(id -> Optional.ofNullable(whole.get(id))
                        .map(bytes -> bytes.length)
                        .orElse(0))
                .sum();
    }
}
