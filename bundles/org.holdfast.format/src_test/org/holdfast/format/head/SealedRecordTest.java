// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.head;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.holdfast.format.support.Cases;
import org.holdfast.format.support.TestKeys;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.junit.jupiter.api.Test;

class SealedRecordTest {
    private static final Set<ErrorCode> NAMED = Set.of(
            ErrorCode.MALFORMED_INPUT, ErrorCode.NEWER_VERSION, ErrorCode.WRONG_KEY, ErrorCode.AUTHENTICATION_FAILED);

    private final TestKeys keys = new TestKeys(1);
    private final byte[] content = Cases.bytes(Cases.seeded(1), 5000);

    private byte[] seal(byte[] bytes, int draw) {
        return SealedRecord.seal(
                keys.generation(1), RecordKind.HEAD, 7, Witness.NONE, bytes, Cases.bytes(Cases.seeded(draw), 16));
    }

    @Test
    void everyAlteredByteShows() {
        byte[] sealed = seal(content, 1);
        for (int at = 0; at < sealed.length; at++) {
            byte[] altered = sealed.clone();
            altered[at] ^= (byte) (1 << at % 8);
            var error = assertThrows(HoldfastException.class, () -> open(altered), "byte " + at);
            assertTrue(NAMED.contains(error.code()), error.code().toString());
        }
        assertArrayEquals(content, open(sealed).content());
    }

    @Test
    void everyTruncationShows() {
        byte[] sealed = seal(content, 1);
        for (int length = 0; length < sealed.length; length += 1 + length / 30) {
            byte[] cut = Arrays.copyOf(sealed, length);
            assertThrows(HoldfastException.class, () -> open(cut));
        }
    }

    private SealedRecord open(byte[] sealed) {
        return SealedRecord.open(keys, RecordKind.HEAD, sealed);
    }

    @Test
    void otherOwnersCannotOpen() {
        byte[] sealed = seal(content, 1);
        var error = assertThrows(
                HoldfastException.class, () -> SealedRecord.open(new TestKeys(2), RecordKind.HEAD, sealed));
        assertEquals(ErrorCode.AUTHENTICATION_FAILED, error.code());
    }

    @Test
    void lengthsFallIntoFewClasses() {
        Set<Integer> lengths = new TreeSet<>();
        for (int length = 0; length <= SealedRecord.MAX_CONTENT; length += 97) {
            byte[] sealed = seal(new byte[length], 1);
            assertTrue(sealed.length <= SealedRecord.MAX_BYTES);
            assertTrue(sealed.length == 4096 || sealed.length < 1.12 * (length + 56) + 1, length + " bytes");
            lengths.add(sealed.length);
        }
        assertTrue(lengths.size() < 70, lengths.size() + " classes");
        assertEquals(4096, lengths.iterator().next());
        assertEquals(SealedRecord.MAX_BYTES, seal(new byte[SealedRecord.MAX_CONTENT], 1).length);
        assertThrows(IllegalArgumentException.class, () -> seal(new byte[SealedRecord.MAX_CONTENT + 1], 1));
    }

    @Test
    void paddingAgreesWithTheDefinitionOfPadme() {
        // E = floor(log2 L), S = floor(log2 E) + 1, the lowest E - S bits are rounded up
        assertEquals(4096, Padding.padded(1));
        assertEquals(4096, Padding.padded(4096));
        assertEquals(4352, Padding.padded(4097));
        assertEquals(9216, Padding.padded(9000));
        assertEquals(65536, Padding.padded(65000));
    }

    /** A replayed random generator gives another id, and so another key, unless everything is the same. */
    @Test
    void sameRandomnessNeverSealsTwoContentsUnderOneKey() {
        byte[] other = content.clone();
        other[4999] ^= 1;
        assertArrayEquals(seal(content, 1), seal(content, 1));
        assertNotEquals(id(seal(content, 1)), id(seal(other, 1)));
        assertNotEquals(id(seal(content, 1)), id(seal(content, 2)));
        byte[] later = SealedRecord.seal(
                keys.generation(1), RecordKind.HEAD, 8, Witness.NONE, content, Cases.bytes(Cases.seeded(1), 16));
        assertNotEquals(id(seal(content, 1)), id(later));
    }

    private static String id(byte[] sealed) {
        return java.util.HexFormat.of().formatHex(sealed, 20, 36);
    }

    @Test
    void contentDoesNotShowInText() {
        assertEquals("sealed record 7, 5000 bytes", open(seal(content, 1)).toString());
    }
}
