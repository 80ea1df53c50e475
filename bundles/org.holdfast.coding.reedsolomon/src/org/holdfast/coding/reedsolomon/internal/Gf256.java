// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.reedsolomon.internal;

/**
 * The field GF(2^8) of polynomials over GF(2) modulo x^8 + x^4 + x^3 + x^2 + 1 (0x11D), of which 2 generates all
 * elements but 0. Addition is XOR.
 */
final class Gf256 {
    private static final int POLYNOMIAL = 0x11D;
    private static final int ORDER = 255;
    private static final int[] POWER = new int[2 * ORDER];
    private static final int[] LOG = new int[ORDER + 1];
    private static final int[] ONES_OF_POWER = new int[2 * ORDER];

    static {
        int power = 1;
        for (int i = 0; i < ORDER; i++) {
            POWER[i] = power;
            POWER[i + ORDER] = power;
            LOG[power] = i;
            power <<= 1;
            power ^= power > ORDER ? POLYNOMIAL : 0;
        }
        for (int i = 0; i < 2 * ORDER; i++) {
            ONES_OF_POWER[i] = countOnes(POWER[i]);
        }
    }

    private Gf256() {}

    static int multiply(int a, int b) {
        return a == 0 || b == 0 ? 0 : POWER[LOG[a] + LOG[b]];
    }

    /** The inverse of {@code a}, which is not 0. */
    static int inverse(int a) {
        return POWER[ORDER - LOG[a]];
    }

    /** How many ones the 8 × 8 bit-matrix of "multiply by a·b" has; neither is 0. */
    static int onesOfProduct(int a, int b) {
        return ONES_OF_POWER[LOG[a] + LOG[b]];
    }

    private static int countOnes(int element) {
        int ones = 0;
        for (int bit = 0; bit < 8; bit++) {
            ones += Integer.bitCount(multiply(element, 1 << bit));
        }
        return ones;
    }
}
