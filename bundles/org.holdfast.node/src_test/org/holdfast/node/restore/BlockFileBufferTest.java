// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R47")
class BlockFileBufferTest {
    /** The header is not looked at: it is noise here. */
    @Test
    void thePayloadIsWhatTheFileEndsWithHoweverManyTagsThereAreAndHoweverItComes() {
        var random = new Random(3);
        for (int tags : new int[] {0, 16, 64, 512, 511 * 16}) {
            byte[] file = new byte[360 + tags + 16_384];
            random.nextBytes(file);
            for (int piece : new int[] {1, 100, 359, 360, 361, 16_384, 262_144}) {
                var buffer = new BlockFileBuffer(16_384);
                for (int at = 0; at < file.length; at += piece) {
                    buffer.put(at, ByteBuffer.wrap(file, at, Math.min(piece, file.length - at)));
                }
                byte[] payload = buffer.payload();
                assertArrayEquals(Arrays.copyOfRange(file, 360 + tags, file.length), payload);
                assertSame(payload, buffer.payload());
                assertArrayEquals(Arrays.copyOfRange(file, 360 + tags, file.length), buffer.payload());
            }
        }
    }
}
