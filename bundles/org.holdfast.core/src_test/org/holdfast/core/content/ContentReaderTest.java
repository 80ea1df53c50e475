// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.content;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.holdfast.format.tree.ContentRef;
import org.holdfast.model.ChunkId;
import org.holdfast.model.MalformedInput;
import org.junit.jupiter.api.Test;

/** A reference that does not fit its chunks gives an error, never wrong or missing bytes. */
class ContentReaderTest {
    private final ChunkShelf shelf = new ChunkShelf();

    private ChunkId chunk(int length, int fill) {
        byte[] bytes = new byte[length];
        java.util.Arrays.fill(bytes, (byte) fill);
        return shelf.put(bytes, 0, length);
    }

    /** A stored list of these ids, without its last {@code less} bytes. */
    private ChunkId list(List<ChunkId> ids, int less) {
        byte[] bytes = new byte[ids.size() * 32];
        for (int i = 0; i < ids.size(); i++) {
            System.arraycopy(ids.get(i).bytes(), 0, bytes, 32 * i, 32);
        }
        return shelf.put(bytes, 0, bytes.length - less);
    }

    @Test
    void theEmptyStreamHasNoChunks() throws IOException {
        assertEquals(-1, ContentReader.open(ContentRef.EMPTY, shelf).read());
        Iterator<ChunkId> none = ContentReader.ids(ContentRef.EMPTY, shelf);
        assertThrows(NoSuchElementException.class, none::next);
    }

    @Test
    void chunksThatEndBeforeTheLengthAreNotTheEnd() throws IOException {
        ContentRef ref = new ContentRef(0, 301, List.of(chunk(100, 1), chunk(200, 2)));
        InputStream in = ContentReader.open(ref, shelf);
        assertEquals(300, in.readNBytes(300).length);
        assertThrows(MalformedInput.class, in::read);
        Iterator<byte[]> chunks = ContentReader.chunks(ref, shelf);
        chunks.next();
        chunks.next();
        assertThrows(MalformedInput.class, chunks::hasNext);
    }

    @Test
    void aChunkBeyondTheLengthIsNotHandedOut() throws IOException {
        ContentRef ref = new ContentRef(0, 299, List.of(chunk(100, 1), chunk(200, 2)));
        InputStream in = ContentReader.open(ref, shelf);
        assertEquals(100, in.readNBytes(100).length);
        assertThrows(MalformedInput.class, in::read);
    }

    @Test
    void anEmptyChunkIsNone() {
        ContentRef ref = new ContentRef(0, 100, List.of(chunk(0, 1), chunk(100, 2)));
        assertThrows(MalformedInput.class, () -> ContentReader.open(ref, shelf).read());
    }

    @Test
    void aListThatEndsInsideAnIdIsMalformed() {
        List<ChunkId> ids = List.of(chunk(100, 1), chunk(100, 2));
        ContentRef ref = new ContentRef(1, 200, List.of(list(ids, 1)));
        assertThrows(MalformedInput.class, () -> ContentReader.open(ref, shelf).readAllBytes());
    }

    @Test
    void anIdMayBeginInOneListAndEndInTheNext() throws IOException {
        List<ChunkId> ids = List.of(chunk(100, 1), chunk(70, 2));
        byte[] both = new byte[64];
        System.arraycopy(ids.get(0).bytes(), 0, both, 0, 32);
        System.arraycopy(ids.get(1).bytes(), 0, both, 32, 32);
        List<ChunkId> lists = new ArrayList<>();
        lists.add(shelf.put(both, 0, 40));
        lists.add(shelf.put(both, 40, 24));
        byte[] all = ContentReader.open(new ContentRef(1, 170, lists), shelf).readAllBytes();
        assertEquals(170, all.length);
        assertArrayEquals(shelf.chunk(ids.get(1)), java.util.Arrays.copyOfRange(all, 100, 170));
    }

    @Test
    void theContentIsFetchedAsItIsReadAndNotBefore() throws IOException {
        List<ChunkId> asked = new ArrayList<>();
        ContentRef ref = new ContentRef(0, 300, List.of(chunk(100, 1), chunk(200, 2)));
        InputStream in = ContentReader.open(ref, id -> {
            asked.add(id);
            return shelf.chunk(id);
        });
        assertEquals(List.of(), asked);
        assertEquals(1, in.read());
        assertEquals(1, asked.size());
    }
}
