// SPDX-License-Identifier: EPL-2.0
package org.holdfast.testkit.audit;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.holdfast.model.BlockId;
import org.holdfast.model.Digest;
import org.holdfast.model.Id16;
import org.holdfast.spi.audit.AuditShape;
import org.holdfast.spi.audit.AuditedBlock;
import org.holdfast.spi.audit.Challenge;
import org.holdfast.spi.audit.Draw;
import org.holdfast.testkit.VectorData;

/**
 * The input of one golden vector of an audit scheme; for generators.
 *
 * @param number makes key and random value
 * @param count samples
 * @param lengths of the payloads
 */
public record AuditVectorCase(int number, int count, int[] lengths, AuditShape shape) {
    /** What the files say about themselves. */
    public static final String ABOUT =
            ("docs/format-audit.md. Block i, from 0: payload data(i), id data(1000 + i), key data(2000 + i), header"
                            + " data(3000 + i), sequence i + 1, key generation 1; %s. asked: block and piece. tags, kept,"
                            + " parameters, proof: SHA-256, of all blocks one after the other")
                    .formatted(VectorData.RULE);

    /** The payload of a block. */
    public static byte[] payload(AuditedBlock block) {
        return VectorData.data(index(block), block.payloadLength());
    }

    /** The key of a block. */
    public static byte[] key(AuditedBlock block) {
        return VectorData.data(2000 + index(block), 32);
    }

    /** The header of a block. */
    public static byte[] header(AuditedBlock block) {
        return VectorData.data(3000 + index(block), 360);
    }

    private static int index(AuditedBlock block) {
        return (int) block.sequence() - 1;
    }

    /** Zeros, and the number at the end. */
    public byte[] sharedKey() {
        byte[] key = new byte[32];
        key[31] = (byte) number;
        return key;
    }

    private byte[] random() {
        return VectorData.data(4000 + number, 32);
    }

    /** All blocks. */
    public List<AuditedBlock> catalogue() {
        return IntStream.range(0, lengths.length)
                .mapToObj(i ->
                        new AuditedBlock(new BlockId(Id16.of(VectorData.data(1000 + i, 16))), i + 1, 1, lengths[i]))
                .toList();
    }

    /** What is asked for. */
    public Challenge challenge() {
        return Draw.challenge(Digest.of(random()), shape, catalogue(), count);
    }

    /** The vector, with what came out. */
    public Map<String, String> vector(byte[] tags, byte[] kept, byte[] parameters, byte[] proof) {
        Map<String, String> vector = new LinkedHashMap<>();
        vector.put("sharedKey", hex(sharedKey()));
        vector.put("random", hex(random()));
        vector.put("lengths", IntStream.of(lengths).mapToObj(Integer::toString).collect(Collectors.joining(" ")));
        vector.put("count", Integer.toString(count));
        vector.put(
                "asked",
                challenge().samples().stream()
                        .map(each -> index(each.block()) + "." + each.piece())
                        .collect(Collectors.joining(" ")));
        vector.put("tags", VectorData.fingerprint(tags));
        vector.put("kept", VectorData.fingerprint(kept));
        vector.put("parameters", VectorData.fingerprint(parameters));
        vector.put("proof", VectorData.fingerprint(proof));
        return vector;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
