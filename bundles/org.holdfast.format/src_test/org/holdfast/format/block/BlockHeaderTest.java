// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.block;

import static org.holdfast.format.block.BlockSamples.SHARD;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import org.holdfast.format.Mac;
import org.holdfast.format.support.Cases;
import org.holdfast.model.CodeShape;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.FormatSet;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Pipeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockHeaderTest {
    private final BlockHeader header =
            BlockSamples.seal(new byte[SHARD], 1, 5, true, Cases.seeded(1)).header();

    @Test
    void fieldsLieWhereTheTableSays() {
        ByteBuffer b = ByteBuffer.wrap(header.bytes());
        assertEquals(BlockHeader.BYTES, b.remaining());
        assertEquals(0x4846424B, b.getInt(0));
        assertEquals(1, b.getShort(4));
        assertEquals(360, b.getShort(6));
        assertArrayEquals(header.owner().bytes(), slice(b, 8, 32));
        assertArrayEquals(header.partner().bytes(), slice(b, 40, 32));
        assertArrayEquals(header.agreement().bytes(), slice(b, 72, 16));
        assertArrayEquals(header.block().bytes(), slice(b, 88, 16));
        assertEquals(5, b.getLong(104));
        assertEquals(3, b.getInt(112));
        assertEquals(1, b.getInt(116));
        assertEquals(1, b.getShort(120));
        assertEquals(2, b.getShort(122));
        assertEquals(0, b.getInt(124));
        assertEquals(SHARD, b.getInt(128));
        assertEquals(0, b.getInt(132));
        assertEquals(header.retainUntil().toEpochMilli(), b.getLong(136));
        assertEquals(header.created().toEpochMilli(), b.getLong(144));
        assertArrayEquals(header.sealedLocation().toArray(), slice(b, 152, 48));
        assertArrayEquals(header.payloadHash().bytes(), slice(b, 200, 32));
        assertArrayEquals(Mac.sha256(new byte[0]).bytes(), slice(b, 232, 32));
        assertArrayEquals(header.ownerMac().toArray(), slice(b, 264, 32));
        assertArrayEquals(header.signature().toArray(), slice(b, 296, 64));
        assertEquals(Mac.sha256(header.bytes()), header.hash());
    }

    private static byte[] slice(ByteBuffer b, int at, int length) {
        byte[] bytes = new byte[length];
        b.get(at, bytes);
        return bytes;
    }

    /** Bytes at an offset that no header has. */
    @ParameterizedTest
    @CsvSource({
        "0, 00, MALFORMED_INPUT",
        "4, 0000, MALFORMED_INPUT",
        "4, 0002, NEWER_VERSION",
        "6, 0169, MALFORMED_INPUT",
        "104, 0000000000000000, MALFORMED_INPUT",
        "104, 8000000000000000, MALFORMED_INPUT",
        "112, 80000000, MALFORMED_INPUT",
        "116, 00000000, MALFORMED_INPUT",
        "120, 0000, MALFORMED_INPUT",
        "120, 0003, MALFORMED_INPUT",
        "124, 0001, MALFORMED_INPUT",
        "126, 0c, MALFORMED_INPUT",
        "127, 01, MALFORMED_INPUT",
        "128, 00000000, MALFORMED_INPUT",
        "128, 00008001, MALFORMED_INPUT",
        "128, 04004000, MALFORMED_INPUT",
        "128, ffffffff, MALFORMED_INPUT",
        "132, 00000001, MALFORMED_INPUT",
        "136, 7fffffffffffffff, MALFORMED_INPUT",
        "144, 0000000000000001, MALFORMED_INPUT"
    })
    void valuesOutsideTheirRangeAreRefused(int offset, String hex, ErrorCode code) {
        byte[] altered = header.bytes();
        byte[] value = java.util.HexFormat.of().parseHex(hex);
        System.arraycopy(value, 0, altered, offset, value.length);
        var error = assertThrows(HoldfastException.class, () -> BlockHeader.read(ByteBuffer.wrap(altered)));
        assertEquals(code, error.code());
    }

    @Test
    void tagsOfALaterAuditSuiteAreCounted() {
        ByteBuffer b = ByteBuffer.wrap(header.bytes());
        b.putShort(124, (short) 1).put(126, (byte) 12).putInt(132, SHARD / 4096);
        BlockHeader tagged = BlockHeader.read(b);
        assertEquals(8 * 16, tagged.tagsLength());
        BlockFile file = new BlockFile(tagged);
        assertEquals(360, file.tagsOffset());
        assertEquals(360 + 128, file.payloadOffset());
        assertEquals(360 + 128 + SHARD, file.length().value());
    }

    @Test
    void truncatedHeaderIsRefusedAndWhatFollowsIsLeft() {
        for (int length = 0; length < BlockHeader.BYTES; length++) {
            ByteBuffer cut = ByteBuffer.wrap(header.bytes(), 0, length);
            assertThrows(HoldfastException.class, () -> BlockHeader.read(cut));
        }
        ByteBuffer more = ByteBuffer.allocate(400).put(header.bytes()).rewind();
        assertEquals(header, BlockHeader.read(more));
        assertEquals(360, more.position());
    }

    @Test
    void locationsOutsideTheCodewordDoNotExist() {
        var segment = BlockSamples.SEGMENT;
        var shape = new CodeShape(2, 1);
        assertThrows(
                IllegalArgumentException.class,
                () -> new ShardLocation(segment, FormatSet.BUILT_IN, shape, 3, Pipeline.DOUBLE, 16384));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ShardLocation(segment, FormatSet.BUILT_IN, shape, 0, Pipeline.DOUBLE, 16383));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ShardLocation(segment, FormatSet.BUILT_IN, shape, 0, Pipeline.DOUBLE, 0));
        assertNotEquals(
                new ShardLocation(segment, FormatSet.BUILT_IN, shape, 0, Pipeline.DOUBLE, 16384),
                new ShardLocation(segment, FormatSet.BUILT_IN, shape, 1, Pipeline.DOUBLE, 16384));
    }
}
