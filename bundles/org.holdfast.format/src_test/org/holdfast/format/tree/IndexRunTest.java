// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.holdfast.format.support.Cases;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.MalformedInput;
import org.junit.jupiter.api.Test;

class IndexRunTest {
    private final List<IndexRow> rows = TreeSamples.rows(Cases.seeded(1), 20);
    private final byte[] run = IndexRun.encode(rows);

    @Test
    void rowsComeBack() {
        Cases.each(50, random -> {
            List<IndexRow> some = TreeSamples.rows(random, random.nextInt(100));
            ByteBuffer encoded = ByteBuffer.wrap(IndexRun.encode(some));
            assertEquals(16 + 64L * some.size(), encoded.remaining());
            assertEquals(some.size(), IndexRun.check(encoded));
            for (int i = 0; i < some.size(); i++) {
                assertEquals(some.get(i), IndexRun.row(encoded, i));
            }
            assertEquals(0, encoded.position());
        });
    }

    @Test
    void fieldsLieWhereTheTableSays() {
        ByteBuffer b = ByteBuffer.wrap(run);
        assertEquals(0x48464958, b.getInt(0));
        assertEquals(0x00010040, b.getInt(4));
        assertEquals(20, b.getLong(8));
        IndexRow row = rows.get(3);
        int at = 16 + 3 * 64;
        assertEquals(row.chunk().toString(), java.util.HexFormat.of().formatHex(run, at, at + 32));
        assertEquals(row.segment().toString(), java.util.HexFormat.of().formatHex(run, at + 32, at + 48));
        assertEquals(row.offset(), b.getInt(at + 48));
        assertEquals(row.frame(), b.getInt(at + 52));
        assertEquals(row.plainLength(), b.getInt(at + 56));
        assertEquals(row.storedLength(), b.getInt(at + 60));
    }

    @Test
    void rowsAscendStrictly() {
        assertThrows(IllegalArgumentException.class, () -> IndexRun.encode(rows.reversed()));
        assertThrows(IllegalArgumentException.class, () -> IndexRun.encode(List.of(rows.getFirst(), rows.getFirst())));
        byte[] swapped = run.clone();
        System.arraycopy(run, 16, swapped, 80, 64);
        assertThrows(MalformedInput.class, () -> IndexRun.check(ByteBuffer.wrap(swapped)));
    }

    @Test
    void lengthMustBeThatOfTheRows() {
        for (int length = 0; length < run.length; length++) {
            ByteBuffer cut = ByteBuffer.wrap(run, 0, length);
            assertThrows(MalformedInput.class, () -> IndexRun.check(cut));
        }
        assertThrows(MalformedInput.class, () -> IndexRun.check(ByteBuffer.wrap(Arrays.copyOf(run, run.length + 64))));
        ByteBuffer huge = ByteBuffer.wrap(run.clone()).putLong(8, Long.MAX_VALUE);
        assertThrows(MalformedInput.class, () -> IndexRun.check(huge));
    }

    @Test
    void otherVersionsAndRowLengthsAreRefused() {
        ByteBuffer newer = ByteBuffer.wrap(run.clone()).putShort(4, (short) 2);
        var error = assertThrows(HoldfastException.class, () -> IndexRun.check(newer));
        assertEquals(ErrorCode.NEWER_VERSION, error.code());
        ByteBuffer wider = ByteBuffer.wrap(run.clone()).putShort(6, (short) 65);
        assertThrows(MalformedInput.class, () -> IndexRun.check(wider));
    }
}
