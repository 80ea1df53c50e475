// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.block;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.holdfast.format.Ed25519;
import org.holdfast.format.Mac;
import org.holdfast.format.support.Golden;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks the golden blocks with nothing but docs/format.md and the JDK. */
class BlockByTheBookTest {
    private static final byte[] ONE = {1};

    static List<Map<String, String>> vectors() throws IOException {
        return Golden.read("format-block");
    }

    private static byte[] key(Map<String, String> vector, String use) {
        return Mac.expand(Golden.bytes(vector.get("secret")), "holdfast/v1/" + use);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void idIsMadeOfEverythingThatChangesThePayload(Map<String, String> vector) {
        ByteBuffer header = ByteBuffer.wrap(Golden.bytes(vector.get("header")));
        byte[] input = ByteBuffer.allocate(97)
                .put(Golden.bytes(vector.get("random")))
                .put(header.slice(40, 32))
                .put(header.slice(72, 16))
                .put(Golden.data(23, 16))
                .putShort((short) 1)
                .put((byte) 5)
                .put((byte) 2)
                .putShort(Short.parseShort(vector.get("position")))
                .putShort(Short.parseShort(vector.get("pipeline")))
                .put(header.slice(122, 2))
                .put(header.slice(124, 2))
                .put(header.slice(126, 1))
                .putInt(Integer.parseInt(vector.get("shardLength")))
                .array();
        byte[] id = Mac.hmac(key(vector, "bid"), input);
        assertArrayEquals(Arrays.copyOf(id, 16), Arrays.copyOfRange(header.array(), 88, 104));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void locationOpensUnderTheBlocksKey(Map<String, String> vector) throws Exception {
        byte[] header = Golden.bytes(vector.get("header"));
        byte[] id = Arrays.copyOfRange(header, 88, 104);
        byte[] key = Mac.hmac(key(vector, "outer"), "loc".getBytes(US_ASCII), id, ONE);
        Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
        gcm.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, new byte[12]));
        gcm.updateAAD(id);
        ByteBuffer location = ByteBuffer.wrap(gcm.doFinal(header, 152, 48));
        assertEquals(32, location.capacity());
        assertEquals(ByteBuffer.wrap(Golden.data(23, 16)), location.slice(0, 16));
        assertEquals(1, location.getShort(16));
        assertEquals(0x0502, location.getShort(18));
        assertEquals(Short.parseShort(vector.get("position")), location.getShort(20));
        assertEquals(Short.parseShort(vector.get("pipeline")), location.getShort(22));
        assertEquals(Integer.parseInt(vector.get("shardLength")), location.getInt(24));
        assertEquals(0x0001_0001, location.getInt(28));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void payloadIsTheShardUnderTheBlocksKey(Map<String, String> vector) throws Exception {
        byte[] header = Golden.bytes(vector.get("header"));
        byte[] shard = Golden.data(24, Integer.parseInt(vector.get("shardLength")));
        byte[] payload = shard;
        if (vector.get("cipher").equals("aes-256-ctr-v1")) {
            byte[] key = Mac.hmac(
                    key(vector, "outer"),
                    "ctr".getBytes(US_ASCII),
                    Arrays.copyOfRange(header, 40, 104),
                    Arrays.copyOfRange(header, 122, 124),
                    ONE);
            Cipher ctr = Cipher.getInstance("AES/CTR/NoPadding");
            ctr.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[16]));
            payload = ctr.doFinal(shard);
        }
        assertEquals(vector.get("payloadBegins"), Golden.hex(Arrays.copyOf(payload, 64)));
        assertArrayEquals(Mac.sha256(payload).bytes(), Arrays.copyOfRange(header, 200, 232));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void macAndSignatureCoverWhatStandsBefore(Map<String, String> vector) throws Exception {
        byte[] header = Golden.bytes(vector.get("header"));
        byte[] mac = Mac.hmac(key(vector, "blockmac"), Arrays.copyOf(header, 264));
        assertArrayEquals(mac, Arrays.copyOfRange(header, 264, 296));
        var device = Ed25519.publicKey(Ed25519.publicKey(Ed25519.privateKey(Golden.bytes(vector.get("device")))));
        var verifier = java.security.Signature.getInstance("Ed25519");
        verifier.initVerify(device);
        verifier.update("holdfast/v1/block\0".getBytes(US_ASCII));
        verifier.update(header, 0, 296);
        assertTrue(verifier.verify(header, 296, 64));
    }
}
