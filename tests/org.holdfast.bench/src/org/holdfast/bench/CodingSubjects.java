// SPDX-License-Identifier: EPL-2.0
package org.holdfast.bench;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.holdfast.coding.reedsolomon.ReedSolomonFamily;
import org.holdfast.coding.tornado.TornadoFamily;
import org.holdfast.coding.xor.ParityFamily;
import org.holdfast.coding.xor.ReplicationFamily;
import org.holdfast.model.CodeShape;
import org.holdfast.spi.coding.CodeFamily;
import org.holdfast.spi.coding.ErasureCode;
import org.holdfast.spi.coding.Shards;
import org.holdfast.spi.coding.Shards.Slice;

/** The codes with shards of 1 MiB, the data in one array as a segment has them. */
final class CodingSubjects {
    private static final int SHARD = 1 << 20;

    private CodingSubjects() {}

    static List<Subject> all() {
        List<Subject> subjects = new ArrayList<>();
        CodeFamily rs = new ReedSolomonFamily();
        List.of("10+4", "5+2", "6+2", "20+10").forEach(shape -> subjects.addAll(of("RS ", rs, shape)));
        CodeFamily parity = new ParityFamily();
        List.of("5+1", "10+1").forEach(shape -> subjects.addAll(of("parity ", parity, shape)));
        subjects.addAll(of("replication ", new ReplicationFamily(), "1+2"));
        CodeFamily tornado = new TornadoFamily();
        List.of("10+4", "20+10", "32+16").forEach(shape -> subjects.addAll(of("tornado ", tornado, shape)));
        return subjects;
    }

    private static List<Subject> of(String prefix, CodeFamily family, String written) {
        CodeShape shape = CodeShape.parse(written);
        ErasureCode code = family.code(shape);
        List<Slice> slices = slices(shape);
        code.encode(Shards.ofData(slices, SHARD, shape.m()));
        long bytes = (long) shape.m() * SHARD;
        String name = prefix + shape;
        return List.of(
                new Subject(name + " encode", bytes, () -> code.encode(Shards.ofData(slices, SHARD, shape.m()))),
                decode(name, code, slices, 1),
                decode(name, code, slices, Math.min(shape.m(), shape.n() - code.alwaysEnough())));
    }

    /** Rebuilds the first {@code lost} data shards; the most that can always be lost is the worst case. */
    private static Subject decode(String name, ErasureCode code, List<Slice> slices, int lost) {
        BitSet present = new BitSet();
        present.set(lost, code.shape().n());
        return new Subject(
                name + " decode, " + lost + " lost",
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
