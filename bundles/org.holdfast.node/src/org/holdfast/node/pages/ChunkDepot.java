// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.pages;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.holdfast.format.segment.Composition;
import org.holdfast.format.segment.Composition.Span;
import org.holdfast.model.ChunkId;

/** Where the chunks of large files go, and what is known of those that are there. */
public interface ChunkDepot {
    ChunkId name(byte[] buffer, int offset, int length);

    /** How a chunk is stored that can be found, or is on its way. */
    Optional<Standing> find(ChunkId id);

    /**
     * How a chunk is stored.
     *
     * @param composed whether it is put together from others
     * @param spans of which, if that can be said already
     */
    record Standing(boolean composed, List<Span> spans) {
        /** Not put together. */
        public static final Standing ITSELF = new Standing(false, List.of());

        public Standing {
            spans = List.copyOf(spans);
        }
    }

    /** The length of a chunk that can be a base: it is stored, placed, and as itself. */
    Optional<Integer> base(ChunkId id);

    /** Takes a chunk to be stored as itself. Does not keep the array. */
    void store(ChunkId id, byte[] buffer, int offset, int length);

    /**
     * Takes a chunk that is to be put together from others, those on their way among them.
     *
     * @param composition asked for later, on the same thread; after {@link #settle} at the latest
     * @return whether many are waiting, so that {@link #settle} should be called
     */
    boolean compose(ChunkId id, Supplier<Composition> composition);

    /** Has everything placed that was taken. */
    void settle();
}
