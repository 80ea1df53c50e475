// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.reedsolomon.internal;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.holdfast.model.CodeShape;

/**
 * Writes the program that computes every absent shard from the present ones; encoding is the case that exactly the data
 * are present. In up to three products:
 *
 * <ol>
 *   <li>t lost data shards take the first t parities present (the first are the sparsest). What the present data leave
 *       of these parities is the lost data times a t × t submatrix;
 *   <li>its inverse gives the lost data, the last of them being a plain sum if parity 0 is there;
 *   <li>lost parities are encoded again.
 * </ol>
 *
 * The usual way, one product with rows of the inverted m × m matrix, reads more: those rows are dense.
 */
final class Rebuild {
    private final CodeShape shape;
    private final ParityMatrix matrix;
    private final int[] presentData;
    private final int[] lostData;
    private final int[] lostParity;
    private final int[] usedParity;
    private final ProgramBuilder builder;

    private Rebuild(CodeShape shape, ParityMatrix matrix, long present) {
        this.shape = shape;
        this.matrix = matrix;
        presentData = positions(0, shape.m(), present);
        lostData = positions(0, shape.m(), ~present);
        lostParity = positions(shape.m(), shape.n(), ~present);
        usedParity = Arrays.copyOf(positions(shape.m(), shape.n(), present), lostData.length);
        builder = new ProgramBuilder(shape.n() * ProgramBuilder.BITS);
    }

    /** @param present positions of at least m shards */
    static StripeProgram program(CodeShape shape, ParityMatrix matrix, long present) {
        return new Rebuild(shape, matrix, present).program();
    }

    private StripeProgram program() {
        if (lostData.length > 0) {
            recoverData();
        }
        if (lostParity.length > 0) {
            int[] data = IntStream.range(0, shape.m()).toArray();
            builder.multiply(slots(data), slots(lostParity), coefficients(lostParity, data));
        }
        return new StripeProgram(set(presentData) | set(usedParity), set(lostData) | set(lostParity), builder.build());
    }

    private void recoverData() {
        boolean plainSumUsed = usedParity[0] == shape.m();
        if (plainSumUsed && lostData.length == 1) {
            leaveLostData(slots(lostData));
            return;
        }
        int[] remains = IntStream.range(0, lostData.length)
                .map(i -> builder.newElement())
                .toArray();
        leaveLostData(remains);
        int[][] inverse = SquareMatrix.inverse(coefficients(usedParity, lostData));
        if (plainSumUsed) {
            recoverOneAsSum(remains, inverse);
        } else {
            builder.multiply(remains, slots(lostData), inverse);
        }
    }

    /** Parity 0 is the plain sum of all data, so the last lost shard needs no row of the inverse, which is dense. */
    private void recoverOneAsSum(int[] remains, int[][] inverse) {
        int last = lostData.length - 1;
        int[] lost = slots(lostData);
        int[] others = Arrays.copyOf(lost, last);
        builder.multiply(remains, others, Arrays.copyOf(inverse, last));
        int[] summands = Arrays.copyOf(others, last + 1);
        summands[last] = remains[0];
        int[] ones = new int[last + 1];
        Arrays.fill(ones, 1);
        builder.multiply(summands, new int[] {lost[last]}, new int[][] {ones});
    }

    private void leaveLostData(int[] outputs) {
        int[] inputs = IntStream.concat(Arrays.stream(presentData), Arrays.stream(usedParity))
                .toArray();
        builder.multiply(slots(inputs), outputs, coefficients(usedParity, inputs));
    }

    /** How the shards at {@code inputs} enter the sums that are 0 in a codeword: each parity in its own only. */
    private int[][] coefficients(int[] parities, int[] inputs) {
        int[][] rows = new int[parities.length][inputs.length];
        for (int i = 0; i < parities.length; i++) {
            for (int j = 0; j < inputs.length; j++) {
                rows[i][j] = inputs[j] < shape.m()
                        ? matrix.at(parities[i] - shape.m(), inputs[j])
                        : inputs[j] == parities[i] ? 1 : 0;
            }
        }
        return rows;
    }

    private static int[] positions(int from, int to, long set) {
        return IntStream.range(from, to).filter(p -> (set >>> p & 1) != 0).toArray();
    }

    private static int[] slots(int[] positions) {
        return Arrays.stream(positions).map(p -> p * ProgramBuilder.BITS).toArray();
    }

    private static long set(int[] positions) {
        return Arrays.stream(positions).mapToLong(p -> 1L << p).reduce(0, (a, b) -> a | b);
    }
}
