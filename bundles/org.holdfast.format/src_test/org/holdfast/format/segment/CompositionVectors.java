// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.segment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.holdfast.format.DedupKeys;
import org.holdfast.format.Mac;
import org.holdfast.format.WriteVectors;
import org.holdfast.format.segment.Composition.Span;
import org.holdfast.format.support.Golden;
import org.holdfast.model.ChunkId;

/** Vectors and corpus of composed chunks. */
public final class CompositionVectors {
    private CompositionVectors() {}

    public static WriteVectors.Source source() {
        return new WriteVectors.Source(
                "format-composed",
                "docs/format.md, composed chunks. spans: base:offset:length, in the order of the chunk; base s is data(s)"
                        + " of 300,000 bytes, named with the secret as D. stored: what the chunk record holds. plain:"
                        + " SHA-256 of the chunk. " + Golden.RULE,
                () -> List.of(
                        vector(List.of(new int[] {100, 0, 65_536})),
                        vector(List.of(
                                new int[] {100, 10, 8182},
                                new int[] {101, 0, 8192},
                                new int[] {100, 16_384, 8192},
                                new int[] {100, 24_576, 100_000})),
                        vector(List.of(
                                new int[] {102, 291_808, 8192},
                                new int[] {100, 0, 60_000},
                                new int[] {102, 0, 8192},
                                new int[] {101, 5, 1},
                                new int[] {102, 8192, 8192}))));
    }

    private static byte[] base(int seed) {
        return Golden.data(seed, 300_000);
    }

    private static Map<String, String> vector(List<int[]> pieces) {
        byte[] secret = Golden.data(1, 32);
        DedupKeys names = DedupKeys.derive(secret);
        Map<ChunkId, byte[]> bases = new HashMap<>();
        List<Span> spans = new ArrayList<>();
        for (int[] piece : pieces) {
            byte[] base = base(piece[0]);
            ChunkId id = names.chunkId(base, 0, base.length);
            bases.put(id, base);
            spans.add(new Span(id, piece[1], piece[2]));
        }
        Composition made = Composition.of(spans);
        byte[] plain = made.compose(bases::get);
        Map<String, String> vector = new LinkedHashMap<>();
        vector.put("secret", Golden.hex(secret));
        vector.put(
                "spans",
                pieces.stream()
                        .map(piece -> piece[0] + ":" + piece[1] + ":" + piece[2])
                        .collect(Collectors.joining(" ")));
        vector.put("stored", Golden.hex(made.encode()));
        vector.put("plain", Mac.sha256(plain).toString());
        vector.put("name", names.chunkId(plain, 0, plain.length).toString());
        return vector;
    }

    /** Whole ones, cut ones, and lies in their counts. */
    public static Map<String, List<byte[]>> corpus() {
        List<byte[]> inputs = new ArrayList<>();
        for (Map<String, String> each : source().make().get()) {
            byte[] good = Golden.bytes(each.get("stored"));
            inputs.add(good);
            inputs.add(Arrays.copyOf(good, good.length - 1));
            byte[] lie = good.clone();
            lie[0]++;
            inputs.add(lie);
        }
        inputs.add(new byte[0]);
        return Map.of("composed", inputs);
    }
}
