// SPDX-License-Identifier: EPL-2.0
package org.holdfast.audit.rsa.internal;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.model.Digest;
import org.holdfast.spi.audit.Challenge;
import org.holdfast.spi.audit.RandomStream;
import org.holdfast.spi.audit.Sample;

/** What R makes of a challenge for both sides: the base and the weights. */
final class RsaQuestion {
    private static final int WEIGHT_WORDS = 2;
    private final List<BigInteger> weights = new ArrayList<>();

    RsaQuestion(Challenge challenge) {
        var stream = new RandomStream(challenge.random(), "nu");
        for (int i = 0; i < challenge.drawn(); i++) {
            weights.add(Numbers.next(stream, WEIGHT_WORDS));
        }
    }

    /** 128 bits; the same for a sample in whatever part of its challenge. */
    BigInteger weight(Sample sample) {
        return weights.get(sample.order() - 1);
    }

    /**
     * r: a square modulo N that nobody has seen before R. Its root is 128 bits longer than N before it is reduced, so that
     * it is as good as uniform.
     */
    static BigInteger base(Digest random, BigInteger modulus) {
        int words = (modulus.bitLength() + Long.SIZE - 1) / Long.SIZE + 2;
        return Numbers.next(new RandomStream(random, "r"), words).modPow(BigInteger.TWO, modulus);
    }
}
