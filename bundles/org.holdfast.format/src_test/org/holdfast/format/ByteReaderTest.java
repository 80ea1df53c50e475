// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Arrays;
import java.util.function.Consumer;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Id16;
import org.holdfast.model.Id32;
import org.holdfast.model.MalformedInput;
import org.junit.jupiter.api.Test;

class ByteReaderTest {
    @Test
    void readsWhatTheWriterWrote() {
        Instant time = Instant.ofEpochMilli(1_700_000_000_123L);
        Bytes some = Bytes.of(new byte[] {1, 2, 3});
        byte[] bytes = new ByteWriter(1)
                .magic("HFXX")
                .u16(1)
                .u8(255)
                .u16(65535)
                .u32(4294967295L)
                .u64(Long.MAX_VALUE)
                .i64(-5)
                .millis(time)
                .id16(new Id16(1, -2))
                .id32(new Id32(1, 2, 3, -4))
                .bytes8(some)
                .bytes16(some)
                .bytes32(some)
                .text8("Zürich", 7)
                .zero(3)
                .toArray();
        ByteReader r = new ByteReader("test", bytes);
        r.magic("HFXX");
        assertEquals(1, r.version(1));
        assertEquals(255, r.u8());
        assertEquals(65535, r.u16());
        assertEquals(4294967295L, r.u32());
        assertEquals(Long.MAX_VALUE, r.u64());
        assertEquals(-5, r.i64());
        assertEquals(time, r.millis());
        assertEquals(new Id16(1, -2), r.id16());
        assertEquals(new Id32(1, 2, 3, -4), r.id32());
        assertEquals(some, r.bytes8());
        assertEquals(some, r.bytes16(3));
        assertEquals(some, r.bytes32(3));
        assertEquals("Zürich", r.text8(7));
        r.zero(3);
        r.end();
        assertEquals(bytes.length, r.offset());
    }

    @Test
    void refusesWhatDoesNotFit() {
        refuses(new byte[3], ByteReader::u32);
        refuses(new byte[7], ByteReader::i64);
        refuses(new byte[15], ByteReader::id16);
        refuses(new byte[31], ByteReader::id32);
        refuses(new byte[] {-1, 0, 0, 0, 0, 0, 0, 0}, ByteReader::u64);
        refuses(new byte[] {0x7F, -1, -1, -1, -1, -1, -1, -1}, ByteReader::millis);
        refuses(new byte[] {2, 1}, ByteReader::bytes8);
        refuses(new byte[] {0, 3, 1, 1, 1}, r -> r.bytes16(2));
        refuses(new byte[] {0x7F, -1, -1, -1, 0}, r -> r.bytes32(Integer.MAX_VALUE));
        refuses(new byte[] {-1, -1, -1, -1, 0}, r -> r.bytes32(Integer.MAX_VALUE));
        refuses(new byte[] {1, -1}, r -> r.text8(5));
        refuses(new byte[] {0, 2, 0, 0, 0}, r -> r.count16(9, 2));
        refuses(new byte[] {0, 10}, r -> r.count16(9, 0));
        refuses(new byte[] {'H', 'F', 'X', 'Y'}, r -> r.magic("HFXX"));
        refuses(new byte[] {0, 0}, r -> r.version(1));
        refuses(new byte[] {0, 1}, r -> r.zero(2));
        refuses(new byte[1], ByteReader::end);
        refuses(new byte[] {0, 0, 1, 1}, r -> r.u32(256));
    }

    private static void refuses(byte[] bytes, Consumer<ByteReader> read) {
        assertThrows(MalformedInput.class, () -> read.accept(new ByteReader("test", bytes)));
    }

    @Test
    void versionFromTheFutureIsNotCalledCorrupt() {
        var error = assertThrows(HoldfastException.class, () -> new ByteReader("test", new byte[] {0, 2}).version(1));
        assertEquals(ErrorCode.NEWER_VERSION, error.code());
    }

    @Test
    void errorNamesStructureAndOffset() {
        ByteReader r = new ByteReader("test", new byte[5]);
        r.u32();
        var error = assertThrows(MalformedInput.class, r::u16);
        assertEquals(4, error.offset());
        assertEquals("test is malformed at byte 4: it ends 1 bytes too early", error.getMessage());
    }

    @Test
    void writerRefusesWhatDoesNotFitItsField() {
        ByteWriter w = new ByteWriter();
        assertThrows(IllegalArgumentException.class, () -> w.u8(256));
        assertThrows(IllegalArgumentException.class, () -> w.u16(-1));
        assertThrows(IllegalArgumentException.class, () -> w.u32(1L << 32));
        assertThrows(IllegalArgumentException.class, () -> w.u64(-1));
        assertThrows(IllegalArgumentException.class, () -> w.millis(Instant.ofEpochMilli(-1)));
        Instant late = Instant.ofEpochMilli(ByteReader.LATEST_MILLIS + 1);
        assertThrows(IllegalArgumentException.class, () -> w.millis(late));
        assertThrows(IllegalArgumentException.class, () -> w.text8("abc", 2));
        assertEquals(0, w.length());
    }

    @Test
    void writerGrowsAndStartsAgain() {
        ByteWriter w = new ByteWriter(16);
        byte[] much = new byte[100_000];
        Arrays.fill(much, (byte) 7);
        assertArrayEquals(much, w.bytes(much).toArray());
        assertArrayEquals(new byte[] {9}, w.clear().u8(9).toArray());
    }
}
