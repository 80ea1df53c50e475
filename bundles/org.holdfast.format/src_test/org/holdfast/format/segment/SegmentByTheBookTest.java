// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.segment;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.holdfast.format.Mac;
import org.holdfast.format.support.Golden;
import org.holdfast.model.CodeShape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Opens the golden segments with nothing but docs/format.md and the JDK, and makes their ids again. */
class SegmentByTheBookTest {
    private static final byte[] ONE = {1};

    static List<Map<String, String>> vectors() throws IOException {
        return Golden.read("format-segment");
    }

    private static byte[] sealed(Map<String, String> vector) {
        List<Integer> lengths = Arrays.stream(vector.get("chunks").split(" "))
                .map(Integer::valueOf)
                .toList();
        return SegmentSamples.bytes(SegmentVectors.seal(
                Golden.bytes(vector.get("secret")),
                Golden.bytes(vector.get("random")),
                CodeShape.parse(vector.get("shape")),
                !vector.get("cipher").equals("none"),
                lengths));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void framesIndexAndIdAreThoseOfTheDocument(Map<String, String> vector) throws Exception {
        byte[] g = Golden.bytes(vector.get("secret"));
        ByteBuffer segment = ByteBuffer.wrap(sealed(vector));
        byte[] header = Arrays.copyOf(segment.array(), 64);
        byte[] id = Arrays.copyOfRange(header, 8, 24);
        byte[] content = Mac.expand(g, "holdfast/v1/content");
        byte[] key = Mac.hmac(content, "seg".getBytes(US_ASCII), id, ONE);
        byte[] commitment = Mac.hmac(content, "cmt".getBytes(US_ASCII), id, ONE);
        assertArrayEquals(Arrays.copyOf(commitment, 16), Arrays.copyOfRange(header, 48, 64));

        var plain = new ByteArrayOutputStream();
        int at = 64;
        for (int frame = 0; frame < segment.getInt(32); frame++) {
            plain.writeBytes(open(key, header, segment, at, 0, frame));
            at += 4 + segment.getInt(at);
        }
        assertEquals(segment.capacity() - segment.getInt(36), at);
        ByteBuffer index = ByteBuffer.wrap(open(key, header, segment, at, 1, 0));
        assertEquals(vector.get("chunks").split(" ").length, index.getInt());

        var input = new ByteArrayOutputStream();
        input.writeBytes(Golden.bytes(vector.get("random")));
        Arrays.fill(header, 8, 24, (byte) 0);
        Arrays.fill(header, 48, 64, (byte) 0);
        input.writeBytes(header);
        input.writeBytes(ByteBuffer.allocate(4).putInt(index.getInt(0)).array());
        rows(plain.toByteArray(), index, input);
        input.writeBytes(tag(Mac.hmac(Mac.expand(g, "holdfast/v1/segsiv"), "siv".getBytes(US_ASCII), ONE), plain));
        byte[] made = Mac.hmac(Mac.expand(g, "holdfast/v1/segid"), input.toByteArray());
        assertArrayEquals(id, Arrays.copyOf(made, 16));
    }

    /** The chunk records' first 42 bytes, in order; checks the index and the chunks against them. */
    private static void rows(byte[] plain, ByteBuffer index, ByteArrayOutputStream out) {
        int at = 0;
        for (int chunk = 0; chunk < index.getInt(0); chunk++) {
            out.write(plain, at, 42);
            ByteBuffer record = ByteBuffer.wrap(plain, at, 42).slice();
            assertEquals(record.slice(0, 32), index.slice(4 + 40 * chunk, 32));
            assertEquals(record.getInt(34), index.getInt(4 + 40 * chunk + 32));
            assertEquals(record.getInt(38), index.getInt(4 + 40 * chunk + 36));
            int length = record.getInt(38);
            byte[] stored = Arrays.copyOfRange(plain, at + 42, at + 42 + length);
            assertArrayEquals(Golden.data(100 + chunk, length), stored);
            at += 42 + length;
        }
        assertEquals(plain.length, at);
    }

    private static byte[] open(byte[] key, byte[] header, ByteBuffer segment, int at, int kind, int number)
            throws GeneralSecurityException {
        int length = segment.getInt(at);
        if (segment.getShort(28) == 0) {
            return Arrays.copyOfRange(segment.array(), at + 4, at + 4 + length);
        }
        Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
        byte[] nonce = ByteBuffer.allocate(12).putInt(kind).putLong(number).array();
        gcm.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        gcm.updateAAD(header);
        gcm.updateAAD(ByteBuffer.allocate(4).putInt(length).array());
        return gcm.doFinal(segment.array(), at + 4, length);
    }

    private static byte[] tag(byte[] key, ByteArrayOutputStream plain) throws GeneralSecurityException {
        Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
        gcm.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, new byte[12]));
        byte[] sealed = gcm.doFinal(plain.toByteArray());
        return Arrays.copyOfRange(sealed, sealed.length - 16, sealed.length);
    }

    /**
     * A segment of p groups of m data blocks is p codewords: the shard at a position is every group's block at that
     * position, one after the other, so shard i is a stretch of the segment.
     */
    @ParameterizedTest
    @MethodSource("vectors")
    @Tag("R41")
    void shardsAreStretchesOfTheSegment(Map<String, String> vector) {
        byte[] segment = sealed(vector);
        int shardLength = Integer.parseInt(vector.get("shardLength"));
        String[] shards = vector.get("shards").split(" ");
        int m = CodeShape.parse(vector.get("shape")).m();
        assertEquals(m, shards.length);
        assertEquals(m * shardLength, segment.length);
        for (int i = 0; i < m; i++) {
            byte[] shard = Arrays.copyOfRange(segment, i * shardLength, (i + 1) * shardLength);
            assertEquals(shards[i], Mac.sha256(shard).toString());
        }
    }
}
