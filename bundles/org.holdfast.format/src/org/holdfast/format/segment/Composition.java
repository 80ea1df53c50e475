// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.segment;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.Chunker;
import org.holdfast.model.ChunkId;
import org.holdfast.model.Id32;

/**
 * The stored bytes of a composed chunk (composed-v1): which slices of other chunks, its bases, make it up. So a chunk of
 * which a few pages changed costs those pages and some hundred bytes. Bases are stored as themselves, never composed in
 * turn: whoever has the bases has the chunk. What was put together MUST be compared with the chunk's name.
 *
 * @param bases each is used, in the order of its first use
 * @param slices in the order of the chunk; none goes on in its base where the one before it ended
 */
public record Composition(List<ChunkId> bases, List<Slice> slices) {
    /** What a chunk record says instead of a compression. */
    public static final int NUMBER = 3;

    /** Shorter chunks are never composed, so that they need not be looked at. */
    public static final int SHORTEST_CHUNK = Chunker.SMALLEST;

    public static final int MOST_BASES = 16;
    public static final int MOST_SLICES = 2048;
    private static final int FIXED = 3;
    private static final int SLICE = 9;

    /** Stored bytes of the largest. */
    public static final int MOST_BYTES = FIXED + MOST_BASES * Id32.BYTES + MOST_SLICES * SLICE;

    // Layout (docs/format.md, composed chunks)
    //
    // 0       bases u8     1   1 to 16
    // 1       slices u16   2   1 to 2048
    // 3       bases       32   each: chunk name
    // 3+32b   slices       9   each: base u8 | offset u32 | length u32

    /**
     * A piece of a base.
     *
     * @param base its place in the list of bases
     * @param offset in the base, in bytes
     * @param length in bytes, 1 at least
     */
    public record Slice(int base, int offset, int length) {
        public Slice {
            if (offset < 0 || length < 1 || length > Chunker.LONGEST - offset) {
                throw new IllegalArgumentException("a slice of " + length + " bytes from " + offset);
            }
        }

        int end() {
            return offset + length;
        }
    }

    public Composition {
        bases = List.copyOf(bases);
        slices = List.copyOf(slices);
        if (bases.isEmpty() || bases.size() > MOST_BASES || slices.isEmpty() || slices.size() > MOST_SLICES) {
            throw new IllegalArgumentException(slices.size() + " slices of " + bases.size() + " bases");
        }
        if (Set.copyOf(bases).size() != bases.size()) {
            throw new IllegalArgumentException("a base is there twice");
        }
        checkOrder(bases.size(), slices);
    }

    private static void checkOrder(int bases, List<Slice> slices) {
        int used = 0;
        for (int i = 0; i < slices.size(); i++) {
            Slice slice = slices.get(i);
            Slice before = i == 0 ? null : slices.get(i - 1);
            if (before != null && before.base() == slice.base() && before.end() == slice.offset()) {
                throw new IllegalArgumentException("slice " + i + " only goes on");
            }
            if (slice.base() > used || slice.base() < 0) {
                throw new IllegalArgumentException("slice " + i + " uses base " + slice.base() + " too early");
            }
            used = Math.max(used, slice.base() + 1);
        }
        if (used != bases) {
            throw new IllegalArgumentException("a base is not used");
        }
    }

    /** A stretch of a chunk by the name of that chunk. */
    public record Span(ChunkId base, int offset, int length) {}

    /** Joins what can be joined. @throws IllegalArgumentException if it is too much for one chunk */
    public static Composition of(List<Span> spans) {
        List<ChunkId> bases =
                List.copyOf(spans.stream().map(Span::base).collect(LinkedHashSet::new, Set::add, Set::addAll));
        List<Slice> slices = new ArrayList<>();
        for (Span span : spans) {
            Slice next = new Slice(bases.indexOf(span.base()), span.offset(), span.length());
            Slice last = slices.isEmpty() ? null : slices.getLast();
            if (last != null && last.base() == next.base() && last.end() == next.offset()) {
                slices.set(slices.size() - 1, new Slice(last.base(), last.offset(), last.length() + next.length()));
            } else {
                slices.add(next);
            }
        }
        return new Composition(bases, slices);
    }

    public List<Span> spans() {
        return slices.stream()
                .map(slice -> new Span(bases.get(slice.base()), slice.offset(), slice.length()))
                .toList();
    }

    /** How long the chunk is. */
    public long plainLength() {
        return slices.stream().mapToLong(Slice::length).sum();
    }

    public byte[] encode() {
        ByteWriter w = new ByteWriter(FIXED + bases.size() * Id32.BYTES + slices.size() * SLICE);
        w.u8(bases.size()).u16(slices.size());
        bases.forEach(base -> w.id32(base.value()));
        slices.forEach(slice -> w.u8(slice.base()).u32(slice.offset()).u32(slice.length()));
        return w.toArray();
    }

    /** @throws org.holdfast.model.MalformedInput for what no writer writes */
    public static Composition read(byte[] stored, int plainLength) {
        ByteReader r = new ByteReader("composed chunk", stored);
        int baseCount = r.u8();
        int sliceCount = r.u16();
        if (baseCount > MOST_BASES
                || sliceCount > MOST_SLICES
                || r.remaining() != baseCount * Id32.BYTES + sliceCount * SLICE) {
            throw r.bad(sliceCount + " slices of " + baseCount + " bases do not fit");
        }
        List<ChunkId> bases = new ArrayList<>(baseCount);
        for (int i = 0; i < baseCount; i++) {
            bases.add(new ChunkId(r.id32()));
        }
        try {
            List<Slice> slices = new ArrayList<>(sliceCount);
            for (int i = 0; i < sliceCount; i++) {
                slices.add(new Slice(r.u8(), r.u32(Chunker.LONGEST), r.u32(Chunker.LONGEST)));
            }
            Composition read = new Composition(bases, slices);
            if (read.plainLength() != plainLength || plainLength < SHORTEST_CHUNK) {
                throw r.bad("its slices have " + read.plainLength() + " bytes, the chunk " + plainLength);
            }
            return read;
        } catch (IllegalArgumentException e) {
            throw r.bad(String.valueOf(e.getMessage()));
        }
    }

    /**
     * The chunk's plaintext, still to be compared with its name.
     *
     * @param chunks plaintexts of the bases by name
     * @throws org.holdfast.model.MalformedInput if a base is too short
     */
    public byte[] compose(Function<ChunkId, byte[]> chunks) {
        byte[] plain = new byte[Math.toIntExact(plainLength())];
        int at = 0;
        for (Slice slice : slices) {
            byte[] base = chunks.apply(bases.get(slice.base()));
            if (slice.end() > base.length) {
                throw new ByteReader("composed chunk", base)
                        .bad("a slice to " + slice.end() + " of a base of " + base.length + " bytes");
            }
            System.arraycopy(base, slice.offset(), plain, at, slice.length());
            at += slice.length();
        }
        return plain;
    }
}
