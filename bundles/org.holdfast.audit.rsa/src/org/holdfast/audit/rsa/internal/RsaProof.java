// SPDX-License-Identifier: EPL-2.0
package org.holdfast.audit.rsa.internal;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.MalformedInput;
import org.holdfast.spi.audit.AuditShape;
import org.holdfast.spi.audit.Challenge;
import org.holdfast.spi.audit.HeldBlocks;
import org.holdfast.spi.audit.Sample;

/** The holder's side: r^(Σ weight_j · D_j) modulo N. */
public final class RsaProof {
    // Layout (docs/format-audit.md, rsa-v1)
    //
    // parameters: N, at least 384 bytes, odd, its highest bit set; proof: a number below N, as long as N

    private static final int MOST_MODULUS_BYTES = 2048;

    private RsaProof() {}

    /** @throws IOException if a piece cannot be read */
    public static byte[] of(AuditShape shape, Challenge challenge, byte[] parameters, HeldBlocks held)
            throws IOException {
        BigInteger modulus = modulus(parameters);
        requirePatience((1 << shape.pieceLog2()) * Byte.SIZE + 138, modulus.bitLength(), held.patience());
        BigInteger base = RsaQuestion.base(challenge.random(), modulus);
        return Numbers.bytes(base.modPow(exponent(shape, challenge, held), modulus), parameters.length);
    }

    private static BigInteger modulus(byte[] parameters) {
        if (parameters.length < RsaKeys.MODULUS_BYTES || parameters.length > MOST_MODULUS_BYTES) {
            throw new MalformedInput(
                    "modulus of an RSA audit",
                    0,
                    "it has " + parameters.length + " bytes, not 384 to " + MOST_MODULUS_BYTES);
        }
        BigInteger modulus = Numbers.of(parameters, 0, parameters.length);
        if (!modulus.testBit(0) || modulus.bitLength() != parameters.length * Byte.SIZE) {
            throw new MalformedInput("modulus of an RSA audit", 0, "it is even, or shorter than its bytes");
        }
        return modulus;
    }

    private static BigInteger exponent(AuditShape shape, Challenge challenge, HeldBlocks held) throws IOException {
        var question = new RsaQuestion(challenge);
        byte[] piece = new byte[1 << shape.pieceLog2()];
        BigInteger sum = BigInteger.ZERO;
        for (Sample each : challenge.samples()) {
            int length = shape.length(each.piece(), each.block().payloadLength());
            held.payload(each.block(), shape.offset(each.piece()), length, piece);
            sum = sum.add(question.weight(each).multiply(Numbers.of(piece, 0, length)));
        }
        return sum;
    }

    /**
     * How long a power takes: its exponent's bits are squarings, and a squaring grows with the square of the modulus. 0.25
     * s for 4 KiB and 3072 bits, on a machine of half the speed of that in docs/benchmarks.md; a rule of the format and not
     * a measurement, so that both sides know.
     */
    static Duration cost(int exponentBits, int modulusBits) {
        double scale = modulusBits / 3072.0;
        return Duration.ofMillis(Math.round(250.0 * exponentBits / 32_768 * scale * scale));
    }

    private static void requirePatience(int exponentBits, int modulusBits, Duration patience) {
        Duration cost = cost(exponentBits, modulusBits);
        if (cost.compareTo(patience) > 0) {
            throw new HoldfastException(
                    ErrorCode.USAGE,
                    "RSA audit",
                    "A proof modulo a number of " + modulusBits + " bits takes about " + cost.toMillis()
                            + " ms, and this holder spends " + patience.toMillis()
                            + " ms at most on one. Ask with a shorter modulus, of 3072 bits.");
        }
    }
}
