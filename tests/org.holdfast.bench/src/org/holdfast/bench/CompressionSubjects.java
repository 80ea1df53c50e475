// SPDX-License-Identifier: EPL-2.0
package org.holdfast.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.holdfast.compression.deflate.DeflateCompressor;
import org.holdfast.compression.zstd.ZstdCompressor;
import org.holdfast.spi.compression.Compressor;

/** Compressors on chunks of the average length: numbers in text, which shrink to about half, and noise, which does not. */
final class CompressionSubjects {
    private static final int CHUNK = 256 << 10;

    private CompressionSubjects() {}

    static List<Subject> all() {
        List<Subject> subjects = new ArrayList<>();
        for (int level : new int[] {1, 3}) {
            subjects.addAll(of("zstd", level, new ZstdCompressor(level)));
        }
        for (int level : new int[] {1, 6, 9}) {
            subjects.addAll(of("deflate", level, new DeflateCompressor(level)));
        }
        return subjects;
    }

    private static List<Subject> of(String what, int level, Compressor compressor) {
        byte[] text = text();
        byte[] noise = new byte[CHUNK];
        new Random(2).nextBytes(noise);
        byte[] packed = new byte[CHUNK];
        byte[] ignored = new byte[CHUNK];
        byte[] back = new byte[CHUNK];
        int length = compressor.compress(text, 0, CHUNK, packed, 0);
        String name = what + " level " + level + " (" + 100 * length / CHUNK + " %), ";
        return List.of(
                new Subject(name + "compress text", CHUNK, () -> compressor.compress(text, 0, CHUNK, ignored, 0)),
                new Subject(name + "compress noise", CHUNK, () -> compressor.compress(noise, 0, CHUNK, ignored, 0)),
                new Subject(
                        name + "decompress", CHUNK, () -> compressor.decompress(packed, 0, length, back, 0, CHUNK)));
    }

    private static byte[] text() {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder();
        while (text.length() < CHUNK) {
            text.append(random.nextInt(1 << random.nextInt(1, 31))).append(", ");
        }
        return Arrays.copyOf(text.toString().getBytes(StandardCharsets.US_ASCII), CHUNK);
    }
}
