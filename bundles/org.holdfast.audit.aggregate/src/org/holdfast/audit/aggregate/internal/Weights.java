// SPDX-License-Identifier: EPL-2.0
package org.holdfast.audit.aggregate.internal;

import java.util.Arrays;
import org.holdfast.spi.audit.Challenge;
import org.holdfast.spi.audit.RandomStream;
import org.holdfast.spi.audit.Sample;

/**
 * Weighs samples: Σ rho^(c'+2−j) · x_j, j the order in which a sample was drawn. That is the {@link Polynomial} under K'
 * of all c' elements, where those that a part of the challenge leaves out are zero. For one thread.
 */
final class Weights {
    private final Polynomial polynomial;
    private final byte[] elements;

    Weights(Challenge challenge) {
        byte[] key = RandomStream.key(challenge.random(), "rho");
        elements = new byte[challenge.drawn() * Polynomial.ELEMENT];
        polynomial = new Polynomial(key, elements.length);
        Arrays.fill(key, (byte) 0);
    }

    /** Says what is to be weighed for a sample: 16 bytes. It stays until it is said anew. */
    void put(Sample sample, byte[] in, int offset) {
        System.arraycopy(in, offset, elements, (sample.order() - 1) * Polynomial.ELEMENT, Polynomial.ELEMENT);
    }

    /** Writes the sum of all that was put, 16 bytes. */
    void write(byte[] out, int offset) {
        polynomial.write(elements, 0, out, offset);
    }
}
