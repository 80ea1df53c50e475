// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Frames of released versions keep their meaning, and every type has a vector. */
class WireVectorsTest {
    @Test
    void samplesAreWrittenAsTheyEverWere() throws IOException {
        Map<String, byte[]> golden = new HashMap<>();
        for (String family : WireVectors.FAMILIES) {
            golden.putAll(WireVectors.read(family));
        }
        assertEquals(Samples.all().keySet(), golden.keySet(), "a message without a vector, or the other way round");
        Samples.all().forEach((name, envelope) -> assertArrayEquals(golden.get(name), Frames.encode(envelope), name));
    }

    @Test
    void vectorsAreReadAsTheyEverWere() throws IOException {
        Map<String, Envelope> samples = Samples.all();
        for (String family : WireVectors.FAMILIES) {
            WireVectors.read(family).forEach((name, frame) -> {
                assertEquals(samples.get(name), Frames.decode(frame), name);
                assertEquals(family, WireVectors.family(samples.get(name).message()), name);
            });
        }
    }
}
