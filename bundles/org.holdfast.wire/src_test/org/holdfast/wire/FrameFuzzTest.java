// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Replays the corpus of {@link FrameFuzz}, and mutations of it from one seed ({@code -Dholdfast.fuzz.seed}). */
class FrameFuzzTest {
    private static final int ROUNDS = Boolean.getBoolean("holdfast.soak") ? 3_000_000 : 40_000;
    private static final long SEED = Long.getLong("holdfast.fuzz.seed", 20260301L);

    @Test
    void corpusIsAnsweredOrRefused() throws IOException {
        List<byte[]> corpus = corpus();
        assertTrue(corpus.size() > 60, "the corpus is there");
        corpus.forEach(FrameFuzzTest::run);
    }

    @Test
    void mutationsAreAnsweredOrRefused() throws IOException {
        List<byte[]> corpus = corpus();
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] frame = corpus.get(random.nextInt(corpus.size()));
            int changes = 1 + random.nextInt(4);
            for (int i = 0; i < changes; i++) {
                frame = mutated(frame, corpus, random);
            }
            run(frame);
        }
    }

    private static void run(byte[] frame) {
        try {
            FrameFuzz.fuzzerTestOneInput(frame);
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(
                    "seed " + SEED + ", frame " + HexFormat.of().formatHex(frame), e);
        }
    }

    private static byte[] mutated(byte[] frame, List<byte[]> corpus, SplittableRandom random) {
        if (frame.length == 0) {
            return new byte[] {(byte) random.nextInt()};
        }
        byte[] changed = frame.clone();
        int at = random.nextInt(changed.length);
        switch (random.nextInt(7)) {
            case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> changed[at] = (byte) random.nextInt();
            case 2 -> changed[at] = (byte) (random.nextBoolean() ? 0xFF : 0);
            case 3 -> Arrays.fill(changed, at, Math.min(changed.length, at + 4), (byte) 0xFF);
            case 4 -> changed = Arrays.copyOf(changed, at);
            case 5 -> changed = Arrays.copyOf(changed, changed.length + 1 + random.nextInt(64));
            default -> {
                byte[] other = corpus.get(random.nextInt(corpus.size()));
                int length = Math.min(other.length, changed.length - at);
                System.arraycopy(other, 0, changed, at, length);
            }
        }
        return changed;
    }

    /** All samples, and the lines of corpus.txt. */
    private static List<byte[]> corpus() throws IOException {
        List<byte[]> corpus = new ArrayList<>();
        Samples.all().values().forEach(envelope -> corpus.add(Frames.encode(envelope)));
        var stream = Objects.requireNonNull(FrameFuzzTest.class.getResourceAsStream("corpus.txt"));
        try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.US_ASCII))) {
            lines.lines()
                    .map(line -> line.replaceAll("#.*", "").replace(" ", ""))
                    .filter(line -> !line.isEmpty())
                    .forEach(line -> corpus.add(HexFormat.of().parseHex(line)));
        }
        return corpus;
    }
}
