// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.holdfast.format.support.Cases;
import org.holdfast.model.Bytes;
import org.holdfast.model.ChunkId;
import org.junit.jupiter.api.Test;

class TreeEntryTest {
    private static final ChunkId ID = ChunkId.of(Cases.bytes(Cases.seeded(1), 32));

    private static TreeEntry entry(EntryKind kind, int mode, long size, String link, List<Extent> extents, long data) {
        ContentRef content = data == 0 ? ContentRef.EMPTY : new ContentRef(0, data, List.of(ID));
        return new TreeEntry(
                TreeSamples.name("n"),
                kind,
                mode,
                -2,
                -2,
                -1,
                999_999_999,
                0,
                0,
                0,
                0,
                1,
                size,
                0,
                link.isEmpty() ? Bytes.EMPTY : TreeSamples.name(link),
                List.of(),
                extents,
                content,
                Bytes.EMPTY,
                Bytes.EMPTY);
    }

    @Test
    void denseSparseAndEmptyFilesAreToldApart() {
        entry(EntryKind.FILE, 0, 0, "", List.of(), 0);
        entry(EntryKind.FILE, 0, 100, "", List.of(), 100);
        entry(EntryKind.FILE, 0, 100, "", List.of(), 0);
        entry(EntryKind.FILE, 0, 100, "", List.of(new Extent(10, 5), new Extent(15, 5)), 10);
    }

    @Test
    void contentThatDoesNotFitIsRefused() {
        refuse(EntryKind.FILE, 100, "", List.of(), 99);
        refuse(EntryKind.FILE, 100, "", List.of(new Extent(10, 5)), 6);
        refuse(EntryKind.FILE, 100, "", List.of(new Extent(98, 5)), 5);
        refuse(EntryKind.FILE, 100, "", List.of(new Extent(10, 5), new Extent(14, 5)), 10);
        refuse(EntryKind.FIFO, 0, "", List.of(), 5);
        refuse(EntryKind.DIRECTORY, 100, "", List.of(new Extent(1, 5)), 5);
        refuse(EntryKind.FILE, 0, "target", List.of(), 0);
        refuse(EntryKind.SYMLINK, 0, "", List.of(), 0);
    }

    private static void refuse(EntryKind kind, long size, String link, List<Extent> extents, long data) {
        assertThrows(IllegalArgumentException.class, () -> entry(kind, 0, size, link, extents, data));
    }

    @Test
    void modeIsTwelveBits() {
        assertEquals(07777, entry(EntryKind.FIFO, 07777, 0, "", List.of(), 0).mode());
        assertThrows(IllegalArgumentException.class, () -> entry(EntryKind.FIFO, 010644, 0, "", List.of(), 0));
        assertThrows(IllegalArgumentException.class, () -> entry(EntryKind.FIFO, -1, 0, "", List.of(), 0));
    }

    @Test
    void idsBeyondTwoToThe31Survive() {
        TreeEntry entry = entry(EntryKind.FIFO, 0, 0, "", List.of(), 0);
        assertEquals(-2, TreeCodec.decode(TreeCodec.encode(entry)).uid());
        assertEquals(-1, TreeCodec.decode(TreeCodec.encode(entry)).mtimeSeconds());
    }

    @Test
    void contentRefsAreOfTheirLevel() {
        assertThrows(IllegalArgumentException.class, () -> new ContentRef(0, 0, List.of(ID)));
        assertThrows(IllegalArgumentException.class, () -> new ContentRef(0, 5, List.of()));
        assertThrows(IllegalArgumentException.class, () -> new ContentRef(1, 0, List.of()));
        assertThrows(IllegalArgumentException.class, () -> new ContentRef(5, 10, List.of(ID)));
        assertThrows(
                IllegalArgumentException.class, () -> new ContentRef(0, 99, java.util.Collections.nCopies(33, ID)));
    }
}
