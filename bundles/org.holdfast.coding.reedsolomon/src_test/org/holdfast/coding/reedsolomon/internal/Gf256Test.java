// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.reedsolomon.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class Gf256Test {
    @Test
    void productsAreThoseOfPolynomialsModulo11D() {
        for (int a = 0; a < 256; a++) {
            for (int b = 0; b < 256; b++) {
                assertEquals(polynomialProduct(a, b), Gf256.multiply(a, b), a + " times " + b);
            }
        }
    }

    @Test
    void everyElementButZeroHasAnInverse() {
        for (int a = 1; a < 256; a++) {
            assertEquals(1, Gf256.multiply(a, Gf256.inverse(a)), "inverse of " + a);
        }
    }

    @Test
    void onesAreCountedInTheBitMatrix() {
        assertEquals(8, Gf256.onesOfProduct(1, 1));
        // 2·(bits 0 to 7) are 2, 4, 8, 16, 32, 64, 128 with one bit each, and 0x1D with four.
        assertEquals(11, Gf256.onesOfProduct(2, 1));
        assertEquals(11, Gf256.onesOfProduct(4, Gf256.inverse(2)));
    }

    private static int polynomialProduct(int a, int b) {
        int product = 0;
        int shifted = a;
        for (int rest = b; rest != 0; rest >>= 1) {
            product ^= (rest & 1) * shifted;
            shifted = shifted << 1 ^ (shifted >> 7) * 0x11D;
        }
        return product;
    }
}
