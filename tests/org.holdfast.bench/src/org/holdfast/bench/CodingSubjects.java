// SPDX-License-Identifier: EPL-2.0
package org.holdfast.bench;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.holdfast.coding.reedsolomon.ReedSolomonFamily;
import org.holdfast.model.CodeShape;
import org.holdfast.spi.coding.ErasureCode;
import org.holdfast.spi.coding.Shards;
import org.holdfast.spi.coding.Shards.Slice;

/** Reed-Solomon with shards of 1 MiB, the data in one array as a segment has them. */
final class CodingSubjects {
    private static final int SHARD = 1 << 20;
    private static final List<String> SHAPES = List.of("10+4", "5+2", "6+2", "20+10");

    private CodingSubjects() {}

    static List<Subject> all() {
        List<Subject> subjects = new ArrayList<>();
        SHAPES.forEach(shape -> subjects.addAll(of(CodeShape.parse(shape))));
        return subjects;
    }

    private static List<Subject> of(CodeShape shape) {
        ErasureCode code = new ReedSolomonFamily().code(shape);
        List<Slice> slices = slices(shape);
        code.encode(Shards.ofData(slices, SHARD, shape.m()));
        long bytes = (long) shape.m() * SHARD;
        return List.of(
                new Subject(
                        "RS " + shape + " encode", bytes, () -> code.encode(Shards.ofData(slices, SHARD, shape.m()))),
                decode(code, slices, 1),
                decode(code, slices, shape.k()));
    }

    /** Rebuilds the first {@code lost} data shards; losing k of them is the worst case. */
    private static Subject decode(ErasureCode code, List<Slice> slices, int lost) {
        BitSet present = new BitSet();
        present.set(lost, code.shape().n());
        return new Subject(
                "RS " + code.shape() + " decode, " + lost + " lost",
                (long) code.shape().m() * SHARD,
                () -> code.reconstruct(new Shards(slices, SHARD, present)));
    }

    private static List<Slice> slices(CodeShape shape) {
        byte[] segment = new byte[shape.m() * SHARD];
        new Random(1).nextBytes(segment);
        List<Slice> slices = new ArrayList<>();
        for (int i = 0; i < shape.n(); i++) {
            slices.add(i < shape.m() ? new Slice(segment, i * SHARD) : new Slice(new byte[SHARD], 0));
        }
        return slices;
    }
}
