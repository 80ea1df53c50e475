// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.tornado.internal;

import java.util.BitSet;
import org.holdfast.coding.tornado.Cascade;
import org.holdfast.coding.tornado.Solution;
import org.holdfast.coding.tornado.Solver;
import org.holdfast.model.CodeShape;
import org.holdfast.spi.coding.Decoded;
import org.holdfast.spi.coding.ErasureCode;
import org.holdfast.spi.coding.Shards;

/** One shape of {@code tornado-v1}: position i of the codeword is node i of the cascade. */
public final class TornadoCode implements ErasureCode {
    private final CodeShape shape;
    private final Cascade cascade;
    private final Solver solver;
    private final int alwaysEnough;

    public TornadoCode(CodeShape shape) {
        this.shape = shape;
        cascade = Cascade.of(shape.m(), shape.k());
        solver = new Solver(cascade);
        alwaysEnough = shape.n() - Quality.of(cascade).distance() + 1;
    }

    @Override
    public CodeShape shape() {
        return shape;
    }

    @Override
    public int alignment() {
        return Summing.WORD;
    }

    /** n − d + 1, where d is the distance of the code. */
    @Override
    public int alwaysEnough() {
        return alwaysEnough;
    }

    @Override
    public boolean restores(BitSet present) {
        return switch (solver.solve(without(present))) {
            case Solution.Steps steps -> true;
            case Solution.Stuck stuck -> false;
        };
    }

    @Override
    public void encode(Shards shards) {
        check(shards);
        if (shards.present().nextClearBit(0) < shape.m()) {
            throw new IllegalArgumentException("encoding " + shape + " needs all data shards");
        }
        Summing.run(cascade.sums(), shards);
    }

    @Override
    public Decoded reconstruct(Shards shards) {
        check(shards);
        BitSet lost = without(shards.present());
        return switch (solver.solve(lost)) {
            case Solution.Steps steps -> {
                Summing.run(steps.sums(), shards);
                yield new Decoded.Complete();
            }
            case Solution.Stuck(int missing) -> {
                int have = shape.n() - lost.cardinality();
                yield new Decoded.NeedMore(have, have + missing);
            }
        };
    }

    private BitSet without(BitSet present) {
        BitSet lost = new BitSet();
        lost.set(0, shape.n());
        lost.andNot(present);
        return lost;
    }

    private void check(Shards shards) {
        if (shards.count() != shape.n()) {
            throw new IllegalArgumentException(shards.count() + " shards given to the code " + shape);
        }
        if (shards.length() % alignment() != 0) {
            throw new IllegalArgumentException(
                    "a shard's length is a multiple of " + alignment() + " bytes, not " + shards.length());
        }
    }
}
