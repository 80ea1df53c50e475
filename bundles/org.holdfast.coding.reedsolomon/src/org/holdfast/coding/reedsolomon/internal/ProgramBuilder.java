// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.reedsolomon.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.holdfast.coding.reedsolomon.internal.PairSharing.Pair;

/**
 * Turns matrices over GF(2^8) into an {@link XorProgram}. A vector element lies in eight slots in a row, one per bit:
 * slot base + b holds bit b of every symbol. Multiplying by a constant is linear in the bits, so a matrix of elements
 * is a matrix of bits eight times as wide and high, and a product is a few sums of slots.
 */
final class ProgramBuilder {
    static final int BITS = 8;

    private int slots;
    private int[] code = new int[1024];
    private int length;

    /** @param slots numbers up to here are the caller's; those above become intermediate results */
    ProgramBuilder(int slots) {
        this.slots = slots;
    }

    /** The base of eight new slots. */
    int newElement() {
        slots += BITS;
        return slots - BITS;
    }

    /**
     * Appends {@code outputs = matrix × inputs}.
     *
     * @param inputs the base slot of each input element
     * @param outputs the base slot of each output element; not among the inputs
     * @param matrix one row per output, one column per input
     */
    void multiply(int[] inputs, int[] outputs, int[][] matrix) {
        var sharing = new PairSharing(bitColumns(inputs.length, matrix));
        int[] slotOf = new int[sharing.columnCount()];
        for (int column = 0; column < inputs.length * BITS; column++) {
            slotOf[column] = inputs[column / BITS] + column % BITS;
        }
        int next = inputs.length * BITS;
        for (Pair pair : sharing.pairs()) {
            slotOf[next] = slots++;
            emit(slotOf[next++], new int[] {slotOf[pair.a()], slotOf[pair.b()]});
        }
        for (int row = 0; row < outputs.length * BITS; row++) {
            emitSum(outputs[row / BITS] + row % BITS, sources(sharing, slotOf, row));
        }
    }

    XorProgram build() {
        return new XorProgram(slots, Arrays.copyOf(code, length));
    }

    /** Column 8 j + q holds, in byte i, what bit q of input j adds to output i. */
    private static List<long[]> bitColumns(int inputs, int[][] matrix) {
        List<long[]> columns = new ArrayList<>();
        for (int column = 0; column < inputs * BITS; column++) {
            long[] rows = new long[(matrix.length + 7) / 8];
            for (int i = 0; i < matrix.length; i++) {
                long product = Gf256.multiply(matrix[i][column / BITS], 1 << column % BITS);
                rows[i / 8] |= product << BITS * (i % 8);
            }
            columns.add(rows);
        }
        return columns;
    }

    private static int[] sources(PairSharing sharing, int[] slotOf, int row) {
        int[] sources = new int[slotOf.length];
        int count = 0;
        for (int column = 0; column < slotOf.length; column++) {
            if (sharing.contains(row, column)) {
                sources[count++] = slotOf[column];
            }
        }
        return Arrays.copyOf(sources, count);
    }

    /** A sum of many goes in several operations, of which all but the first take in what is there. */
    private void emitSum(int target, int[] sources) {
        int done = Math.min(sources.length, XorProgram.MAX_SOURCES);
        emit(target, Arrays.copyOf(sources, done));
        while (done < sources.length) {
            int end = Math.min(sources.length, done + XorProgram.MAX_SOURCES - 1);
            int[] step = Arrays.copyOfRange(sources, done - 1, end);
            step[0] = target;
            emit(target, step);
            done = end;
        }
    }

    private void emit(int target, int[] sources) {
        if (length + sources.length + 2 > code.length) {
            code = Arrays.copyOf(code, 2 * code.length);
        }
        code[length++] = sources.length;
        code[length++] = target;
        System.arraycopy(sources, 0, code, length, sources.length);
        length += sources.length;
    }
}
