// SPDX-License-Identifier: EPL-2.0
package org.holdfast.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.holdfast.compression.zstd.ZstdCompressor;

/** Zstandard on chunks of the average length: numbers in text, which shrink to about half, and noise, which does not. */
final class CompressionSubjects {
    private static final int CHUNK = 256 << 10;

    private CompressionSubjects() {}

    static List<Subject> all() {
        List<Subject> subjects = new ArrayList<>();
        for (int level : new int[] {1, 3}) {
            subjects.addAll(of(level));
        }
        return subjects;
    }

    private static List<Subject> of(int level) {
        var zstd = new ZstdCompressor(level);
        byte[] text = text();
        byte[] noise = new byte[CHUNK];
        new Random(2).nextBytes(noise);
        byte[] packed = new byte[CHUNK];
        byte[] ignored = new byte[CHUNK];
        byte[] back = new byte[CHUNK];
        int length = zstd.compress(text, 0, CHUNK, packed, 0);
        String name = "zstd level " + level + ", ";
        return List.of(
                new Subject(name + "compress text", CHUNK, () -> zstd.compress(text, 0, CHUNK, ignored, 0)),
                new Subject(name + "compress noise", CHUNK, () -> zstd.compress(noise, 0, CHUNK, ignored, 0)),
                new Subject(name + "decompress", CHUNK, () -> zstd.decompress(packed, 0, length, back, 0, CHUNK)));
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
