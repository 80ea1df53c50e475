// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.reedsolomon.internal;

/** Inversion of square matrices over GF(2^8), as rows of elements. */
final class SquareMatrix {
    private SquareMatrix() {}

    /**
     * Gauss-Jordan elimination. Overwrites {@code matrix}.
     *
     * @throws IllegalArgumentException if the matrix is singular
     */
    static int[][] inverse(int[][] matrix) {
        int size = matrix.length;
        int[][] inverse = new int[size][size];
        for (int i = 0; i < size; i++) {
            inverse[i][i] = 1;
        }
        for (int column = 0; column < size; column++) {
            int pivot = pivot(matrix, column);
            swap(matrix, column, pivot);
            swap(inverse, column, pivot);
            eliminate(matrix, inverse, column);
        }
        return inverse;
    }

    private static int pivot(int[][] matrix, int column) {
        for (int row = column; row < matrix.length; row++) {
            if (matrix[row][column] != 0) {
                return row;
            }
        }
        throw new IllegalArgumentException("the matrix is singular in column " + column);
    }

    private static void swap(int[][] rows, int a, int b) {
        int[] row = rows[a];
        rows[a] = rows[b];
        rows[b] = row;
    }

    private static void eliminate(int[][] matrix, int[][] inverse, int column) {
        int scale = Gf256.inverse(matrix[column][column]);
        addScaled(matrix[column], matrix[column], scale ^ 1);
        addScaled(inverse[column], inverse[column], scale ^ 1);
        for (int row = 0; row < matrix.length; row++) {
            int factor = row == column ? 0 : matrix[row][column];
            addScaled(matrix[row], matrix[column], factor);
            addScaled(inverse[row], inverse[column], factor);
        }
    }

    private static void addScaled(int[] target, int[] source, int factor) {
        for (int i = 0; i < target.length; i++) {
            target[i] ^= Gf256.multiply(source[i], factor);
        }
    }
}
