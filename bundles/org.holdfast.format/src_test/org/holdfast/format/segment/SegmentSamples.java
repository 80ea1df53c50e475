// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.segment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.holdfast.format.NoCipher;
import org.holdfast.format.support.Cases;
import org.holdfast.format.support.TestCipher;
import org.holdfast.format.support.TestKeys;
import org.holdfast.model.CodeShape;
import org.holdfast.model.Pipeline;

/** Chunks and segments to test with. "Compressed" chunks here are XORed with 0x5A, and end a byte early. */
final class SegmentSamples {
    static final int MIB = 1 << 20;
    static final TestKeys KEYS = new TestKeys(1);
    static final CodeShape FIVE_TWO = new CodeShape(5, 2);

    private SegmentSamples() {}

    static SegmentParameters parameters(CodeShape shape, boolean inner) {
        return new SegmentParameters(
                KEYS.generation(1),
                inner ? TestCipher.GCM : NoCipher.INSTANCE,
                shape,
                new Pipeline(true, inner, true),
                4 * MIB);
    }

    static SegmentWriter writer(CodeShape shape, boolean inner) {
        SegmentParameters parameters = parameters(shape, inner);
        return new SegmentWriter(parameters, new SegmentBuffers(parameters.capacity(), 1));
    }

    static ChunkData chunk(byte[] plain, boolean compressed) {
        int length = compressed ? plain.length - 1 : plain.length;
        byte[] stored = Arrays.copyOf(plain, length);
        for (int i = 0; compressed && i < length; i++) {
            stored[i] ^= 0x5A;
        }
        return new ChunkData(
                KEYS.dedup().chunkId(plain, 0, plain.length), compressed ? 1 : 0, plain.length, stored, 0, length);
    }

    /** Ends with a zero, as the "compression" wants it. */
    static byte[] plain(RandomGenerator random, int length) {
        byte[] plain = Cases.bytes(random, length);
        plain[length - 1] = 0;
        return plain;
    }

    /** Plaintexts of all the lengths that matter to frames, and some at random. */
    static List<byte[]> plains(RandomGenerator random) {
        List<byte[]> plains = new ArrayList<>();
        int first = FrameContext.MAX_PLAIN - ChunkRecord.BYTES;
        for (int length : new int[] {2, first - 1, first, first + 1, first + 2, first + FrameContext.MAX_PLAIN}) {
            plains.add(plain(random, length));
        }
        for (int i = random.nextInt(12); i >= 0; i--) {
            plains.add(plain(random, 2 + random.nextInt(random.nextInt(2) == 0 ? 200 : 250_000)));
        }
        return plains;
    }

    static SealedSegment seal(List<byte[]> plains, CodeShape shape, boolean inner, RandomGenerator random) {
        SegmentWriter writer = writer(shape, inner);
        for (int i = 0; i < plains.size(); i++) {
            writer.add(chunk(plains.get(i), i % 3 == 1));
        }
        return writer.finish(Cases.bytes(random, 16));
    }

    static SegmentReader open(byte[] segment) {
        return SegmentReader.open(KEYS, TestCipher::of, segment, segment.length);
    }

    static byte[] bytes(SealedSegment sealed) {
        return Arrays.copyOf(sealed.buffer(), sealed.length());
    }

    /** Undoes the "compression". */
    static byte[] inflate(StoredChunk chunk) {
        byte[] plain = chunk.stored().clone();
        if (chunk.compression() == 1) {
            plain = Arrays.copyOf(plain, plain.length + 1);
            for (int i = 0; i < plain.length - 1; i++) {
                plain[i] ^= 0x5A;
            }
        }
        return plain;
    }
}
