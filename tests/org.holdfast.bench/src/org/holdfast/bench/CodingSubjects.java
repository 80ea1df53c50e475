// SPDX-License-Identifier: EPL-2.0
package org.holdfast.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

/** The codes with shards of 1 MiB, the data in one array as a segment has them; beside Reed-Solomon ISA-L, if it is there. */
final class CodingSubjects {
    static final int SHARD = 1 << 20;

    /** Ends the name of what ISA-L does, after the name of the row that is compared with it. */
    static final String BY_ISAL = ", ISA-L";

    private static final int BUILDS = 21;
    private static final List<String> SHAPES = List.of("10+4", "5+2", "6+2", "20+10");

    private CodingSubjects() {}

    static List<Subject> all() {
        List<Subject> subjects = new ArrayList<>();
        Optional<Isal> isal = Isal.load();
        CodeFamily rs = new ReedSolomonFamily();
        for (String text : SHAPES) {
            CodeShape shape = CodeShape.parse(text);
            List<Subject> ours = of("RS ", rs, shape);
            subjects.addAll(ours);
            isal.ifPresent(library -> subjects.addAll(beside(ours, new IsalSubjects(library, shape), shape.k())));
        }
        subjects.addAll(others(isal));
        return subjects;
    }

    private static List<Subject> others(Optional<Isal> isal) {
        List<Subject> subjects = new ArrayList<>();
        CodeFamily parity = new ParityFamily();
        for (CodeShape shape : List.of(new CodeShape(5, 1), new CodeShape(10, 1))) {
            List<Subject> ours = of("parity ", parity, shape);
            subjects.addAll(ours);
            isal.ifPresent(library -> subjects.add(besideParity(ours.getFirst(), new IsalSubjects(library, shape))));
        }
        subjects.addAll(of("replication ", new ReplicationFamily(), new CodeShape(1, 2)));
        CodeFamily tornado = new TornadoFamily();
        List.of("10+4", "20+10", "32+16")
                .forEach(shape -> subjects.addAll(of("tornado ", tornado, CodeShape.parse(shape))));
        return subjects;
    }

    private static List<Subject> beside(List<Subject> ours, IsalSubjects isal, int k) {
        List<Runnable> calls = List.of(isal.encode(), isal.decode(1), isal.decode(k));
        List<Subject> theirs = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            theirs.add(new Subject(ours.get(i).name() + BY_ISAL, ours.get(i).bytes(), calls.get(i)));
        }
        return theirs;
    }

    private static Subject besideParity(Subject ours, IsalSubjects isal) {
        return new Subject(ours.name() + BY_ISAL, ours.bytes(), isal.parity());
    }

    /** How long it takes to make the encoder of 20+10; the first time is without compiled code, as in a fresh node. */
    static List<String> builds() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double[] millis = new double[BUILDS];
        for (int i = 0; i < BUILDS; i++) {
            long start = threads.getCurrentThreadCpuTime();
            new ReedSolomonFamily().code(CodeShape.parse("20+10"));
            millis[i] = (threads.getCurrentThreadCpuTime() - start) / 1e6;
        }
        double first = millis[0];
        Arrays.sort(millis);
        return List.of(
                String.format(Locale.ROOT, "RS program build, 20+10, first of this JVM: %.0f ms of CPU time", first),
                String.format(
                        Locale.ROOT,
                        "RS program build, 20+10, median of %d: %.1f ms of CPU time",
                        BUILDS,
                        millis[BUILDS / 2]));
    }

    private static List<Subject> of(String prefix, CodeFamily family, CodeShape shape) {
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
