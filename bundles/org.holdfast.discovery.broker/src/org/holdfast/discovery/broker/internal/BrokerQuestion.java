// SPDX-License-Identifier: EPL-2.0
package org.holdfast.discovery.broker.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/**
 * What a node says to a broker, once on each connection (docs/protocol-discovery.md):
 *
 * <pre>
 *  0  magic "HFBQ"    4
 *  4  version = 1     u16
 *  6  flags = 0       u16
 *  8  group          16     first bytes of SHA-256(name of the group)
 * 24  wanted          u16   most adverts in the answer, 0 to 64
 * 26  advert length   u16   0 to 700; 0: the node has nothing to say
 * 28  advert
 * </pre>
 */
final class BrokerQuestion {
    /** Most adverts that can be asked for. */
    static final int MOST_WANTED = 64;

    /** Longest advert in bytes. */
    static final int LONGEST_ADVERT = 700;

    private static final byte[] MAGIC = {'H', 'F', 'B', 'Q'};
    private static final short VERSION = 1;
    private static final int GROUP = 16;
    private static final int HEAD = 28;

    private BrokerQuestion() {}

    /** @throws IllegalArgumentException if the advert is longer than a broker takes */
    static byte[] bytes(String group, int wanted, byte[] advert) {
        if (advert.length > LONGEST_ADVERT || wanted < 0 || wanted > MOST_WANTED) {
            throw new IllegalArgumentException(
                    "a question holds at most 700 bytes of advert and asks for at most 64, not " + advert.length
                            + " and " + wanted);
        }
        return ByteBuffer.allocate(HEAD + advert.length)
                .put(MAGIC)
                .putShort(VERSION)
                .putShort((short) 0)
                .put(hash(group))
                .putShort((short) wanted)
                .putShort((short) advert.length)
                .put(advert)
                .array();
    }

    private static byte[] hash(String group) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(group.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(hash, GROUP);
        } catch (NoSuchAlgorithmException e) {
            throw new HoldfastException(ErrorCode.INTERNAL, "SHA-256", "this JDK has no SHA-256", e);
        }
    }
}
