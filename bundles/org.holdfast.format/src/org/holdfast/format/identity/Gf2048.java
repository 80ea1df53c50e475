// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

/**
 * The field of 2048 elements, one per recovery word: polynomials over GF(2) modulo x^11 + x^2 + 1, which is primitive,
 * so that the powers of x = 2 are all the elements but zero. Addition is exclusive or. Slow and simple: a sheet needs
 * some hundred multiplications.
 */
final class Gf2048 {
    /** Bits of an element. */
    static final int BITS = 11;

    private static final int ELEMENTS = 1 << BITS;
    private static final int MODULUS = 0b1000_0000_0101;

    private Gf2048() {}

    static int multiply(int a, int b) {
        int product = 0;
        int shifted = a;
        for (int rest = b; rest != 0; rest >>= 1) {
            product ^= -(rest & 1) & shifted;
            shifted <<= 1;
            shifted ^= -(shifted >> BITS) & MODULUS;
        }
        return product;
    }

    static int power(int base, int exponent) {
        int result = 1;
        int square = base;
        for (int rest = exponent; rest != 0; rest >>= 1) {
            if ((rest & 1) != 0) {
                result = multiply(result, square);
            }
            square = multiply(square, square);
        }
        return result;
    }

    /** The inverse of an element that is not zero: a^(2^11 − 2). */
    static int inverse(int a) {
        return power(a, ELEMENTS - 2);
    }
}
