// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.reedsolomon.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SquareMatrixTest {
    @Test
    void theProductWithTheInverseIsOne() {
        Random random = new Random(3);
        int inverted = 0;
        for (int size = 1; size <= 12; size++) {
            for (int attempt = 0; attempt < 20; attempt++) {
                int[][] matrix = random(size, random);
                try {
                    int[][] inverse = SquareMatrix.inverse(copy(matrix));
                    assertArrayEquals(identity(size), product(matrix, inverse));
                    inverted++;
                } catch (IllegalArgumentException e) {
                    // One in 256 is singular; the count below sees to it that most are not.
                }
            }
        }
        assertTrue(inverted > 220, "only " + inverted + " of 240 random matrices were inverted");
    }

    @Test
    void aZeroOnTheDiagonalIsNoObstacle() {
        int[][] matrix = {{0, 1}, {1, 0}};
        assertArrayEquals(new int[][] {{0, 1}, {1, 0}}, SquareMatrix.inverse(matrix));
    }

    @Test
    void aSingularMatrixIsRefused() {
        int[][] matrix = {{3, 6}, {Gf256.multiply(3, 7), Gf256.multiply(6, 7)}};
        assertThrows(IllegalArgumentException.class, () -> SquareMatrix.inverse(matrix));
    }

    private static int[][] random(int size, Random random) {
        int[][] matrix = new int[size][size];
        Arrays.stream(matrix).forEach(row -> Arrays.setAll(row, i -> random.nextInt(256)));
        return matrix;
    }

    private static int[][] copy(int[][] matrix) {
        return Arrays.stream(matrix).map(int[]::clone).toArray(int[][]::new);
    }

    private static int[][] identity(int size) {
        int[][] matrix = new int[size][size];
        for (int i = 0; i < size; i++) {
            matrix[i][i] = 1;
        }
        return matrix;
    }

    private static int[][] product(int[][] a, int[][] b) {
        int[][] product = new int[a.length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                for (int l = 0; l < a.length; l++) {
                    product[i][j] ^= Gf256.multiply(a[i][l], b[l][j]);
                }
            }
        }
        return product;
    }
}
