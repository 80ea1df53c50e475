// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.holdfast.format.support.Cases;
import org.holdfast.format.support.TestKeys;
import org.holdfast.model.ChunkId;
import org.junit.jupiter.api.Test;

class DedupKeysTest {
    private final byte[] d = TestKeys.secret(7, 0xD);
    private final DedupKeys keys = DedupKeys.derive(d);
    private final byte[] plain = Cases.bytes(Cases.seeded(1), 100_000);

    @Test
    void chunkIdIsHmacOfThePlaintext() {
        byte[] expected = Mac.hmac(Mac.expand(d, "holdfast/v1/chunkid"), Arrays.copyOfRange(plain, 10, 5010));
        assertArrayEquals(expected, keys.chunkId(plain, 10, 5000).bytes());
    }

    @Test
    void chunkIdIsThreadSafe() {
        ChunkId expected = keys.chunkId(plain, 0, plain.length);
        long right = IntStream.range(0, 400)
                .parallel()
                .filter(i -> keys.chunkId(plain, 0, plain.length).equals(expected))
                .count();
        assertEquals(400, right);
    }

    @Test
    void otherOwnersNameTheSameChunkOtherwise() {
        var other = DedupKeys.derive(TestKeys.secret(8, 0xD));
        assertNotEquals(keys.chunkId(plain, 0, 100), other.chunkId(plain, 0, 100));
        assertEquals(
                0,
                IntStream.range(0, 256)
                        .filter(i -> keys.gear()[i] == other.gear()[i])
                        .count());
    }

    @Test
    void gearConstantsAreDistinctAndHandedOutAsCopies() {
        assertEquals(256, Arrays.stream(keys.gear()).distinct().count());
        keys.gear()[0] = 0;
        assertNotEquals(0, keys.gear()[0]);
    }

    @Test
    void wipedKeysAreNeverUsed() {
        keys.chunkId(plain, 0, 10);
        keys.wipe();
        assertThrows(IllegalStateException.class, () -> keys.chunkId(plain, 0, 10));
        assertThrows(IllegalStateException.class, keys::gear);
    }
}
