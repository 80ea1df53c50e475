// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.block;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.holdfast.format.Ed25519;
import org.holdfast.format.GenerationKeys;
import org.holdfast.format.NoCipher;
import org.holdfast.format.Signatures;
import org.holdfast.format.WriteVectors;
import org.holdfast.format.support.Golden;
import org.holdfast.format.support.TestCipher;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockClass;
import org.holdfast.model.CodeShape;
import org.holdfast.model.FormatSet;
import org.holdfast.model.OwnerId;
import org.holdfast.model.Pipeline;
import org.holdfast.model.SegmentId;

/** Vectors and corpus of blocks. */
public final class BlockVectors {
    private BlockVectors() {}

    public static WriteVectors.Source source() {
        return new WriteVectors.Source(
                "format-block",
                "docs/format.md, blocks. secret: G of generation 1; device: the Ed25519 seed. owner = data(20),"
                        + " partner = data(21), agreement = data(22), segment = data(23), shard = data(24); code 1,"
                        + " device epoch 7. " + Golden.RULE,
                BlockVectors::make);
    }

    private static List<Map<String, String>> make() {
        return List.of(vector(0, true, BlockClass.DATA, 16_384), vector(6, false, BlockClass.META, 32_768));
    }

    private static Map<String, String> vector(int position, boolean outer, BlockClass blockClass, int shardLength) {
        byte[] secret = Golden.data(1, 32);
        byte[] random = Golden.data(2, 16);
        byte[] seed = Golden.data(3, 32);
        Instant created = Instant.parse("2026-01-02T03:00:00Z");
        Instant retainUntil = Instant.parse("2026-04-02T03:04:05.678Z");
        long sequence = 41 + position;
        var location = new ShardLocation(
                SegmentId.of(Golden.data(23, 16)),
                new FormatSet(1, 1, outer ? 2 : 0, 1),
                new CodeShape(5, 2),
                position,
                new Pipeline(true, true, outer),
                shardLength);
        SealedBlock block = new BlockSealer()
                .seal(
                        GenerationKeys.derive(1, secret),
                        outer ? TestCipher.CTR : NoCipher.INSTANCE,
                        NoTags.INSTANCE,
                        Signatures.signer(Ed25519.privateKey(seed)),
                        new BlockTarget(
                                OwnerId.of(Golden.data(20, 32)),
                                OwnerId.of(Golden.data(21, 32)),
                                AgreementId.of(Golden.data(22, 16)),
                                7,
                                sequence,
                                retainUntil,
                                created),
                        location,
                        blockClass,
                        Golden.data(24, shardLength),
                        0,
                        random,
                        new byte[shardLength]);
        Map<String, String> vector = new LinkedHashMap<>();
        vector.put("secret", Golden.hex(secret));
        vector.put("random", Golden.hex(random));
        vector.put("device", Golden.hex(seed));
        vector.put("shape", "5+2");
        vector.put("position", Integer.toString(position));
        vector.put("pipeline", Integer.toString(location.pipeline().bits()));
        vector.put("cipher", outer ? "aes-256-ctr-v1" : "none");
        vector.put("class", blockClass.name());
        vector.put("shardLength", Integer.toString(shardLength));
        vector.put("sequence", Long.toString(sequence));
        vector.put("retainUntil", retainUntil.toString());
        vector.put("created", created.toString());
        vector.put("header", Golden.hex(block.header().bytes()));
        vector.put("headerSha256", block.header().hash().toString());
        vector.put("payloadBegins", Golden.hex(Arrays.copyOf(block.payload(), 64)));
        return vector;
    }

    public static Map<String, List<byte[]>> corpus() {
        List<byte[]> headers = new ArrayList<>();
        byte[] shard = new byte[BlockSamples.SHARD];
        for (boolean outer : new boolean[] {true, false}) {
            byte[] good = BlockSamples.seal(shard, 1, 2, outer, org.holdfast.format.support.Cases.seeded(1))
                    .header()
                    .bytes();
            headers.add(good);
            for (int lie : new int[] {4, 104, 112, 116, 120, 124, 128, 132, 136, 144}) {
                headers.add(ByteBuffer.wrap(good.clone()).putInt(lie, -1).array());
                headers.add(ByteBuffer.wrap(good.clone()).putInt(lie, 0).array());
            }
        }
        headers.add(new byte[0]);
        headers.add(new byte[360]);
        ByteBuffer location = ByteBuffer.allocate(32).put(new byte[16]);
        location.putShort((short) 1)
                .put((byte) 5)
                .put((byte) 2)
                .putShort((short) 6)
                .putShort((short) 7);
        location.putInt(16_384);
        return Map.of(
                "block-header",
                headers,
                "shard-location",
                List.of(location.array(), new byte[32], new byte[0], new byte[] {-1, -1, -1}));
    }
}
