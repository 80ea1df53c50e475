// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Gf2048Test {
    @Test
    void everyElementButZeroHasAnInverse() {
        for (int a = 1; a < 2048; a++) {
            assertEquals(1, Gf2048.multiply(a, Gf2048.inverse(a)));
        }
    }

    @Test
    void thePowersOfTwoAreAllElementsButZero() {
        BitSet seen = new BitSet();
        int power = 1;
        for (int i = 0; i < 2047; i++) {
            assertEquals(power, Gf2048.power(2, i));
            seen.set(power);
            power = Gf2048.multiply(power, 2);
        }
        assertEquals(1, power);
        assertEquals(2047, seen.cardinality());
        assertTrue(seen.length() <= 2048 && !seen.get(0));
    }

    @Test
    void multiplicationIsCommutativeAssociativeAndDistributive() {
        Random random = new Random(2048);
        for (int i = 0; i < 100_000; i++) {
            int a = random.nextInt(2048);
            int b = random.nextInt(2048);
            int c = random.nextInt(2048);
            assertEquals(Gf2048.multiply(a, b), Gf2048.multiply(b, a));
            assertEquals(Gf2048.multiply(a, Gf2048.multiply(b, c)), Gf2048.multiply(Gf2048.multiply(a, b), c));
            assertEquals(Gf2048.multiply(a, b ^ c), Gf2048.multiply(a, b) ^ Gf2048.multiply(a, c));
        }
    }
}
