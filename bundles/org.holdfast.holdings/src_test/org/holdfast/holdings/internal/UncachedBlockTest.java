// SPDX-License-Identifier: EPL-2.0
package org.holdfast.holdings.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.holdfast.core.port.BlockStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading past the cache gives the same bytes as reading through it. */
@Tag("R47")
class UncachedBlockTest {
    private static final int LENGTH = 100_001;

    @TempDir
    private Path home;

    @Test
    void anyPartIsReadAndReadingStopsAtTheEnd() throws IOException {
        var random = new SplittableRandom(48);
        byte[] content = new byte[LENGTH];
        random.nextBytes(content);
        Path file = Files.write(home.resolve("block"), content);
        long blockSize = UncachedBlock.blockSize(home);
        assumeTrue(UncachedBlock.fits(blockSize), "the file system has blocks of " + blockSize);
        Optional<BlockStore.Reading> opened = UncachedBlock.open(file, blockSize);
        assumeTrue(opened.isPresent(), "the file system cannot be read past the cache");
        try (BlockStore.Reading reading = opened.orElseThrow()) {
            assertEquals(LENGTH, reading.length().value());
            for (int i = 0; i < 300; i++) {
                int offset = i == 0 ? 0 : random.nextInt(LENGTH + 5000);
                byte[] into = new byte[random.nextInt(1, 20_000)];
                ByteBuffer buffer = ByteBuffer.wrap(into);
                reading.read(offset, buffer);
                int expected = Math.clamp(LENGTH - offset, 0, into.length);
                assertEquals(expected, buffer.position(), "from " + offset);
                int from = Math.min(offset, LENGTH);
                assertArrayEquals(
                        Arrays.copyOfRange(content, from, from + expected),
                        Arrays.copyOf(into, expected),
                        "from " + offset);
            }
        }
    }

    @Test
    void whatCannotBeReadInThisWayIsLeftToTheOther() {
        assertTrue(UncachedBlock.open(home.resolve("none"), 4096).isEmpty());
        for (long size : new long[] {0, 3000, 8192}) {
            assertTrue(!UncachedBlock.fits(size), size + " bytes");
        }
    }
}
