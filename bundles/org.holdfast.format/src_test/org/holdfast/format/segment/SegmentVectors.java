// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.segment;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.holdfast.format.DedupKeys;
import org.holdfast.format.GenerationKeys;
import org.holdfast.format.Mac;
import org.holdfast.format.NoCipher;
import org.holdfast.format.WriteVectors;
import org.holdfast.format.support.Cases;
import org.holdfast.format.support.Golden;
import org.holdfast.format.support.TestCipher;
import org.holdfast.model.CodeShape;
import org.holdfast.model.Pipeline;

/** Vectors and corpus of segments. */
public final class SegmentVectors {
    private SegmentVectors() {}

    public static WriteVectors.Source source() {
        return new WriteVectors.Source(
                "format-segment",
                "docs/format.md, segments. Chunk i is data(100 + i) of the length given, stored as it is, named with"
                        + " the secret as D; the keys are those of generation 1 with the secret as G. shards: SHA-256"
                        + " of each data shard. " + Golden.RULE,
                SegmentVectors::make);
    }

    private static List<Map<String, String>> make() {
        return List.of(
                vector("5+2", true, List.of(1)),
                vector("5+2", false, List.of(1)),
                vector("3+1", true, List.of(100, 61_397, 61_398, 61_399, 150_000)),
                vector("1+1", false, List.of(200_000, 5)));
    }

    private static Map<String, String> vector(String shape, boolean inner, List<Integer> lengths) {
        byte[] secret = Golden.data(1, 32);
        byte[] random = Golden.data(2, 16);
        SealedSegment sealed = seal(secret, random, CodeShape.parse(shape), inner, lengths);
        Map<String, String> vector = new LinkedHashMap<>();
        vector.put("secret", Golden.hex(secret));
        vector.put("random", Golden.hex(random));
        vector.put("shape", shape);
        vector.put("cipher", inner ? "aes-256-gcm-v1" : "none");
        vector.put("pipeline", Integer.toString(new Pipeline(true, inner, true).bits()));
        vector.put("chunks", lengths.stream().map(String::valueOf).collect(Collectors.joining(" ")));
        vector.put("id", sealed.id().toString());
        vector.put("header", Golden.hex(Arrays.copyOf(sealed.buffer(), 64)));
        vector.put("firstFrame", Golden.hex(Arrays.copyOfRange(sealed.buffer(), 64, 128)));
        vector.put("shardLength", Integer.toString(sealed.shardLength()));
        vector.put(
                "offsets",
                sealed.entries().stream()
                        .map(entry -> entry.offset() + ":" + entry.frame())
                        .collect(Collectors.joining(" ")));
        vector.put("shards", shards(sealed));
        return vector;
    }

    private static String shards(SealedSegment sealed) {
        return IntStream.range(0, sealed.length() / sealed.shardLength())
                .map(i -> i * sealed.shardLength())
                .mapToObj(at -> Mac.sha256(Arrays.copyOfRange(sealed.buffer(), at, at + sealed.shardLength())))
                .map(Object::toString)
                .collect(Collectors.joining(" "));
    }

    static SealedSegment seal(byte[] secret, byte[] random, CodeShape shape, boolean inner, List<Integer> lengths) {
        var parameters = new SegmentParameters(
                GenerationKeys.derive(1, secret),
                inner ? TestCipher.GCM : NoCipher.INSTANCE,
                shape,
                new Pipeline(true, inner, true),
                16 << 20);
        var writer = new SegmentWriter(parameters, new SegmentBuffers(16 << 20, 1));
        DedupKeys names = DedupKeys.derive(secret);
        for (int i = 0; i < lengths.size(); i++) {
            byte[] plain = Golden.data(100 + i, lengths.get(i));
            writer.add(new ChunkData(names.chunkId(plain, 0, plain.length), 0, plain.length, plain, 0, plain.length));
        }
        return writer.finish(random);
    }

    /** Small segments of one shard, as they are and with a lie in each of their lengths. */
    public static Map<String, List<byte[]>> corpus() {
        List<byte[]> inputs = new ArrayList<>();
        for (boolean inner : new boolean[] {true, false}) {
            byte[] good = SegmentSamples.bytes(SegmentSamples.seal(
                    List.of(SegmentSamples.plain(Cases.seeded(1), 300), SegmentSamples.plain(Cases.seeded(2), 5)),
                    new CodeShape(1, 1),
                    inner,
                    Cases.seeded(3)));
            inputs.add(good);
            inputs.add(Arrays.copyOf(good, 64));
            if (inner) {
                continue;
            }
            for (int lie : new int[] {32, 36, 40, 64, 64 + 4 + 34, 64 + 4 + 38}) {
                inputs.add(ByteBuffer.wrap(good.clone()).putInt(lie, -1).array());
                inputs.add(ByteBuffer.wrap(good.clone()).putInt(lie, 0).array());
            }
        }
        inputs.add(new byte[0]);
        return Map.of("segment", inputs);
    }
}
