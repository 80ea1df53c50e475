// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.holdfast.format.Mac;
import org.holdfast.model.Bytes;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.Digest;

/**
 * The six digits that two people compare when they pair their machines. They stand for all four keys and for the
 * connection. The asker commits to its nonce before it hears the answerer's, so neither side, and nobody in between, can
 * choose the digits: whoever puts keys of his own in hits the right ones once in a million runs. Laid out in
 * docs/format-identity.md, section 5b.
 */
public final class PairingDigits {
    /** Length of a nonce in bytes. */
    public static final int NONCE = 32;

    private static final byte[] COMMITMENT = "holdfast/v1/sas-c\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DIGITS = "holdfast/v1/sas\0".getBytes(StandardCharsets.US_ASCII);
    private static final int BINDING = 32;
    private static final long MANY = 1_000_000;

    private PairingDigits() {}

    /** What one side brings in. @param nonce drawn anew for every run, 32 bytes */
    public record Side(DeviceKey root, DeviceKey device, Bytes nonce) {
        public Side {
            if (nonce.length() != NONCE) {
                throw new IllegalArgumentException("a nonce has " + NONCE + " bytes");
            }
        }

        /** What binds this side to its nonce without showing it. */
        public Digest commitment() {
            return Mac.sha256(COMMITMENT, root.bytes(), device.bytes(), nonce.toArray());
        }

        /** Whether the keys are those of this certificate. */
        public boolean isOf(DeviceCert certificate) {
            return root.equals(certificate.root()) && device.equals(certificate.device());
        }
    }

    /** Six digits, the same at both ends. @param channelBinding of the connection, 32 bytes */
    public static String of(Side asker, Side answerer, Bytes channelBinding) {
        if (channelBinding.length() != BINDING) {
            throw new IllegalArgumentException("a channel binding has " + BINDING + " bytes");
        }
        byte[] hash = Mac.sha256(
                        DIGITS,
                        asker.commitment().bytes(),
                        asker.nonce().toArray(),
                        answerer.nonce().toArray(),
                        asker.root().bytes(),
                        asker.device().bytes(),
                        answerer.root().bytes(),
                        answerer.device().bytes(),
                        channelBinding.toArray())
                .bytes();
        long number = Long.remainderUnsigned(ByteBuffer.wrap(hash).getLong(), MANY);
        return String.format(Locale.ROOT, "%06d", number);
    }
}
