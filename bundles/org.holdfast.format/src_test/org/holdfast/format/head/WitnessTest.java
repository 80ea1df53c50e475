// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.head;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.holdfast.format.Mac;
import org.holdfast.format.support.Cases;
import org.holdfast.format.support.TestKeys;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WitnessTest {
    private static final OwnerId OWNER = OwnerId.of(Cases.bytes(Cases.seeded(1), 32));
    private final TestKeys keys = new TestKeys(1);
    private final byte[] head = Cases.bytes(Cases.seeded(2), 4096);
    private final Witness first = witness(1, Witness.NONE, Witness.NONE);
    private final Witness second = witness(2, first.hash(), Witness.NONE);

    private Witness witness(long sequence, Digest previous, Digest merged) {
        Instant time = Instant.parse("2026-03-01T10:30:00.123456Z");
        return Witness.sign(keys.device(), OWNER, 3, sequence, previous, merged, head, time);
    }

    @Test
    void comesBackFromItsBytes() {
        assertEquals(second, Witness.read(ByteBuffer.wrap(second.bytes())));
        assertEquals(232, second.bytes().length);
        assertEquals("2026-03-01T10:30:00.123Z", second.time().toString());
        assertTrue(second.signedBy(keys.device().key()));
        assertFalse(second.signedBy(new TestKeys(2).device().key()));
    }

    @Test
    void fieldsLieWhereTheTableSays() {
        ByteBuffer b = ByteBuffer.wrap(second.bytes());
        assertEquals(0x48465754, b.getInt(0));
        assertEquals(1 << 16, b.getInt(4));
        assertArrayEquals(OWNER.bytes(), slice(b, 8));
        assertEquals(3, b.getInt(40));
        assertEquals(2, b.getLong(48));
        assertArrayEquals(first.hash().bytes(), slice(b, 56));
        assertArrayEquals(new byte[32], slice(b, 88));
        assertArrayEquals(Mac.sha256(head).bytes(), slice(b, 120));
        assertEquals(second.time().toEpochMilli(), b.getLong(152));
        assertEquals(4096, b.getInt(160));
    }

    private static byte[] slice(ByteBuffer b, int at) {
        byte[] bytes = new byte[32];
        b.get(at, bytes);
        return bytes;
    }

    @Test
    void everyAlteredByteShows() {
        for (int at = 0; at < 232; at++) {
            byte[] altered = second.bytes();
            altered[at] ^= (byte) (1 << at % 8);
            assertFalse(accepted(altered), "byte " + at);
        }
        assertTrue(accepted(second.bytes()));
    }

    private boolean accepted(byte[] bytes) {
        try {
            return Witness.read(ByteBuffer.wrap(bytes)).signedBy(keys.device().key());
        } catch (HoldfastException e) {
            assertTrue(e.code() == ErrorCode.MALFORMED_INPUT || e.code() == ErrorCode.NEWER_VERSION);
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "4, 0002, NEWER_VERSION",
        "4, 0000, MALFORMED_INPUT",
        "6, 0001, MALFORMED_INPUT",
        "44, 00000001, MALFORMED_INPUT",
        "48, 0000000000000000, MALFORMED_INPUT",
        "48, 0000000000000001, MALFORMED_INPUT",
        "160, 00000000, MALFORMED_INPUT",
        "160, 00010001, MALFORMED_INPUT",
        "164, 00000001, MALFORMED_INPUT"
    })
    void valuesOutsideTheirRangeAreRefused(int offset, String hex, ErrorCode code) {
        byte[] altered = second.bytes();
        byte[] value = java.util.HexFormat.of().parseHex(hex);
        System.arraycopy(value, 0, altered, offset, value.length);
        var error = assertThrows(HoldfastException.class, () -> Witness.read(ByteBuffer.wrap(altered)));
        assertEquals(code, error.code());
    }

    @Test
    void linksItsPredecessorAndWhatItMerges() {
        Witness fork = witness(2, Mac.sha256(new byte[1]), Witness.NONE);
        Witness merge = witness(3, second.hash(), fork.hash());
        assertTrue(second.links(first));
        assertTrue(merge.links(second) && merge.links(fork));
        assertFalse(merge.links(first));
        assertFalse(first.links(second));
        assertFalse(second.links(second));
    }

    @Test
    void coversItsHeadOnly() {
        assertTrue(first.covers(head));
        assertFalse(first.covers(new byte[4096]));
        assertFalse(first.covers(new byte[0]));
    }

    @Test
    void onlyTheFirstFollowsNone() {
        assertThrows(IllegalArgumentException.class, () -> witness(2, Witness.NONE, Witness.NONE));
        assertThrows(IllegalArgumentException.class, () -> witness(1, first.hash(), Witness.NONE));
        assertThrows(IllegalArgumentException.class, () -> witness(0, Witness.NONE, Witness.NONE));
    }
}
