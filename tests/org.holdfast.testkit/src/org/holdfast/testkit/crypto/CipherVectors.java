// SPDX-License-Identifier: EPL-2.0
package org.holdfast.testkit.crypto;

import java.io.IOException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.holdfast.spi.crypto.CipherSuite;
import org.holdfast.testkit.BroughtVectors;
import org.holdfast.testkit.VectorData;

/** Golden vectors of a cipher: the SHA-256 of what sealing writes, for messages that anybody can make again. */
public final class CipherVectors {
    /** What the fields mean, for the {@code about} of a file. */
    public static final String RULE = "The plaintext is data(3) of the length given, where " + VectorData.RULE
            + ". sealed: SHA-256 of what sealing writes";

    private static final int[] LENGTHS = {0, 1, 16, 100, 16_384, 16_385, 65_600};
    private static final HexFormat HEX = HexFormat.of();

    private CipherVectors() {}

    /** What is sealed in one vector. */
    public record Message(byte[] key, byte[] nonce, byte[] aad, byte[] plain) {}

    /** The messages of a file; with additional data if the cipher takes some. */
    public static List<Message> messages(int keyLength, boolean additional) {
        return IntStream.range(0, LENGTHS.length)
                .mapToObj(i -> new Message(
                        VectorData.data(1, keyLength),
                        VectorData.data(100 + i, 12),
                        VectorData.data(200 + i, additional ? 20 * i : 0),
                        VectorData.data(3, LENGTHS[i])))
                .toList();
    }

    /**
     * A vector, to be written with {@link BroughtVectors#write}.
     *
     * @param sealed made by something else than the cipher that will be checked
     */
    public static Map<String, String> vector(Message message, byte[] sealed) {
        Map<String, String> vector = new LinkedHashMap<>();
        vector.put("key", HEX.formatHex(message.key()));
        vector.put("nonce", HEX.formatHex(message.nonce()));
        vector.put("aad", HEX.formatHex(message.aad()));
        vector.put("length", Integer.toString(message.plain().length));
        vector.put("sealed", VectorData.fingerprint(sealed));
        return vector;
    }

    /**
     * Fails unless the suite's bundle brings vectors for its id and it passes the node's own check of them: it seals as
     * they say, and opens that again.
     */
    public static void assertAsPublished(CipherSuite suite) throws IOException {
        BroughtVectors.assertReproduced(
                suite.getClass(), suite.id().name(), new org.holdfast.format.vectors.CipherVectors(suite));
    }
}
