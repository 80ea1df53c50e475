// SPDX-License-Identifier: EPL-2.0
package org.holdfast.transport.tls.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.holdfast.model.MalformedInput;
import org.holdfast.spi.transport.Link;
import org.junit.jupiter.api.Test;

/** Hostile streams of frames: each is read as frames that lie in it one after the other, or refused. */
class FrameReaderFuzzTest {
    private static final int ROUNDS = Boolean.getBoolean("holdfast.soak") ? 1_000_000 : 20_000;
    private static final long SEED = Long.getLong("holdfast.fuzz.seed", 20260301L);
    private static final List<String> CORPUS = List.of(
            "",
            "00000000",
            "0000000800060001",
            "00000008000600010000000000000000",
            "0000000a0003000100000000abcd0000000100",
            "00040040",
            "00040041",
            "7fffffff",
            "80000000",
            "ffffffff00",
            "0000000100000000010000000001ff00000000aa");

    @Test
    void theCorpusIsReadOrRefused() {
        CORPUS.forEach(line -> read(HexFormat.of().parseHex(line)));
    }

    @Test
    void mutationsAreReadOrRefused() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] stream = HexFormat.of().parseHex(CORPUS.get(random.nextInt(CORPUS.size())));
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                stream = mutated(stream, random);
            }
            read(stream);
        }
    }

    private static byte[] mutated(byte[] stream, SplittableRandom random) {
        byte[] changed = Arrays.copyOf(stream, stream.length + random.nextInt(8));
        if (changed.length > 0) {
            int at = random.nextInt(changed.length);
            changed[at] = (byte) (random.nextBoolean() ? random.nextInt(16) : random.nextInt());
            if (random.nextInt(4) == 0) {
                changed = Arrays.copyOf(changed, at);
            }
        }
        return changed;
    }

    private static void read(byte[] stream) {
        String shown = "seed " + SEED + ", stream " + HexFormat.of().formatHex(stream);
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        FrameReader reader = new FrameReader(new ByteArrayInputStream(stream));
        FrameWriter writer = new FrameWriter(again);
        try {
            boolean more = true;
            while (more) {
                reader.begin();
                more = copy(reader.rest(), writer);
            }
        } catch (EOFException e) {
            assertTrue(again.size() <= stream.length, shown);
        } catch (MalformedInput e) {
            int length = ByteBuffer.wrap(stream).getInt(again.size());
            assertTrue(length < 0 || length > Link.MAX_FRAME, shown);
        } catch (IOException e) {
            throw new AssertionError(shown, e);
        }
        byte[] written = again.toByteArray();
        assertEquals(-1, Arrays.mismatch(written, Arrays.copyOf(stream, written.length)), shown);
    }

    private static boolean copy(Optional<ByteBuffer> frame, FrameWriter writer) throws IOException {
        if (frame.isEmpty()) {
            writer.goodbye();
            return false;
        }
        writer.frame(frame.get().remaining(), new ByteBuffer[] {frame.get()});
        return true;
    }
}
