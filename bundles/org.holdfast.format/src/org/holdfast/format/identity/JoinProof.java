// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import java.nio.charset.StandardCharsets;
import org.holdfast.format.Mac;
import org.holdfast.model.OwnerId;

/**
 * How joiner and inviter show each other, over one TLS channel, that they know the secret of a join code without saying
 * it: HMAC-SHA256(secret, "holdfast/v1/join" | role u8 | channel binding 32 | joiner's owner id 32 | inviter's owner id
 * 32). Bound to the channel, it is worth nothing to whoever relays it; bound to the role, it cannot be sent back.
 */
public final class JoinProof {
    /** Length of a proof in bytes. */
    public static final int BYTES = Mac.BYTES;

    private static final byte[] JOIN = "holdfast/v1/join".getBytes(StandardCharsets.US_ASCII);
    private static final int BINDING = 32;

    private JoinProof() {}

    /** Whose proof it is. */
    public enum Role {
        JOINER(1),
        INVITER(2);

        private final byte number;

        Role(int number) {
            this.number = (byte) number;
        }
    }

    /** @param channelBinding 32 bytes that both ends of the connection compute alike */
    public static byte[] make(JoinCode code, Role role, byte[] channelBinding, OwnerId joiner, OwnerId inviter) {
        if (channelBinding.length != BINDING) {
            throw new IllegalArgumentException("a channel binding has 32 bytes");
        }
        return code.mac(JOIN, new byte[] {role.number}, channelBinding, joiner.bytes(), inviter.bytes());
    }

    /** Whether {@code proof} is the other side's. Takes the same time whatever is wrong with it. */
    public static boolean valid(
            byte[] proof, JoinCode code, Role role, byte[] channelBinding, OwnerId joiner, OwnerId inviter) {
        return Mac.same(proof, make(code, role, channelBinding, joiner, inviter));
    }
}
