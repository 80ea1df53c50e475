// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.holdfast.format.Chunker;
import org.holdfast.format.tree.ContentRef;
import org.holdfast.model.ChunkId;
import org.holdfast.model.Id32;
import org.junit.jupiter.api.Test;

/** A reference has the lowest level that holds its ids, and every level leads back to all of them in order. */
class ContentLevelsTest {
    private static final int PIECE = Chunker.SMALLEST;
    private static final int IDS_A_LIST = PIECE / Id32.BYTES;
    private static final long MARK = 0x486f6c6466617374L;

    @Test
    void asManyIdsAsFitMakeLevelZero() {
        check(0, 0);
        check(1, 0);
        check(ContentRef.MAX_IDS, 0);
    }

    @Test
    void oneMoreMakesLevelOne() {
        check(ContentRef.MAX_IDS + 1, 1);
        check(ContentRef.MAX_IDS * IDS_A_LIST, 1);
    }

    @Test
    void oneMoreThanAllListsHoldMakesLevelTwo() {
        check(ContentRef.MAX_IDS * IDS_A_LIST + 1, 2);
    }

    private static void check(int pieces, int level) {
        Counted counted = new Counted();
        ContentWriter writer = new ContentWriter(ChunkShelf.small(), counted);
        ByteBuffer piece = ByteBuffer.allocate(PIECE).putLong(0, MARK);
        for (int i = 0; i < pieces; i++) {
            writer.write(piece.putLong(8, i).array(), 0, PIECE);
        }
        ContentRef ref = writer.finish();
        assertEquals(level, ref.level());
        assertEquals((long) pieces * PIECE, ref.length());
        Iterator<ChunkId> ids = ContentReader.ids(ref, counted);
        for (int i = 0; i < pieces; i++) {
            assertEquals(Counted.id(i), ids.next());
        }
        assertFalse(ids.hasNext());
    }

    /** Names pieces by their numbers and forgets them, since there are gigabytes; keeps the lists. */
    private static final class Counted implements ChunkSink, ChunkSource {
        private final Map<ChunkId, byte[]> lists = new HashMap<>();

        static ChunkId id(long number) {
            return new ChunkId(new Id32(MARK, number, 0, 0));
        }

        @Override
        public ChunkId put(byte[] buffer, int offset, int length) {
            ByteBuffer chunk = ByteBuffer.wrap(buffer, offset, length);
            long first = chunk.getLong();
            long second = chunk.getLong();
            if (first == MARK && length == PIECE && chunk.getLong() == 0 && chunk.getLong() == 0 && isPiece(chunk)) {
                return id(second);
            }
            byte[] copy = new byte[length];
            System.arraycopy(buffer, offset, copy, 0, length);
            ChunkId id = new ChunkId(new Id32(0, lists.size(), 0, 0));
            lists.put(id, copy);
            return id;
        }

        /** A list begins with an id that looks like a piece; but then another id follows. */
        private static boolean isPiece(ByteBuffer rest) {
            return rest.getLong() == 0;
        }

        @Override
        public byte[] chunk(ChunkId id) {
            return lists.get(id);
        }
    }
}
