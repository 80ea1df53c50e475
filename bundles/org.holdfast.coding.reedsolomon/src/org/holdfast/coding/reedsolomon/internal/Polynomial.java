// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.reedsolomon.internal;

import java.util.Optional;

/** Polynomials over GF(2^8): arrays of coefficients, that of z^0 first; the last ones may be 0. */
final class Polynomial {
    private Polynomial() {}

    /** −1 for the zero polynomial. */
    static int degree(int[] polynomial) {
        int degree = polynomial.length - 1;
        while (degree >= 0 && polynomial[degree] == 0) {
            degree--;
        }
        return degree;
    }

    static int value(int[] polynomial, int z) {
        int value = 0;
        for (int i = polynomial.length - 1; i >= 0; i--) {
            value = Gf256.multiply(value, z) ^ polynomial[i];
        }
        return value;
    }

    /** As long as {@code dividend}; empty if {@code divisor} is 0 or does not divide it. */
    static Optional<int[]> quotient(int[] dividend, int[] divisor) {
        int degree = degree(divisor);
        if (degree < 0) {
            return Optional.empty();
        }
        int[] rest = dividend.clone();
        int[] quotient = new int[dividend.length];
        int inverse = Gf256.inverse(divisor[degree]);
        for (int shift = dividend.length - 1 - degree; shift >= 0; shift--) {
            quotient[shift] = Gf256.multiply(rest[shift + degree], inverse);
            for (int i = 0; i <= degree; i++) {
                rest[shift + i] ^= Gf256.multiply(quotient[shift], divisor[i]);
            }
        }
        return degree(rest) < 0 ? Optional.of(quotient) : Optional.empty();
    }
}
