// SPDX-License-Identifier: EPL-2.0
package org.holdfast.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.holdfast.model.CodeShape;

/**
 * One shape in ISA-L, with the shard length of {@link CodingSubjects}. Decoding, as ISA-L does it: the first m shards
 * that are left, times rows of the inverse of their part of the matrix.
 */
final class IsalSubjects {
    private final Isal isal;
    private final CodeShape shape;
    private final MemorySegment matrix;
    private final MemorySegment[] shards;

    IsalSubjects(Isal isal, CodeShape shape) {
        this.isal = isal;
        this.shape = shape;
        matrix = allocate(shape.n() * shape.m());
        isal.cauchyMatrix(matrix, shape.n(), shape.m());
        shards = new MemorySegment[shape.n()];
        byte[] random = new byte[CodingSubjects.SHARD];
        for (int i = 0; i < shards.length; i++) {
            new Random(i).nextBytes(random);
            shards[i] = allocate(random.length).copyFrom(MemorySegment.ofArray(random));
        }
        encode().run();
    }

    Runnable encode() {
        MemorySegment parityRows = matrix.asSlice((long) shape.m() * shape.m());
        return product(parityRows, pointers(0, shape.m()), pointers(shape.m(), shape.n()), shape.k());
    }

    /** Rebuilds the first {@code lost} data shards, and shows that they are what they were. */
    Runnable decode(int lost) {
        MemorySegment present = allocate(shape.m() * shape.m());
        present.copyFrom(matrix.asSlice((long) lost * shape.m(), present.byteSize()));
        MemorySegment inverse = allocate(shape.m() * shape.m());
        isal.invert(present, inverse, shape.m());
        MemorySegment before = allocate(CodingSubjects.SHARD).copyFrom(shards[0]);
        shards[0].fill((byte) 0);
        Runnable decoder = product(inverse, pointers(lost, lost + shape.m()), pointers(0, lost), lost);
        decoder.run();
        if (before.mismatch(shards[0]) >= 0) {
            throw new IllegalStateException("ISA-L did not rebuild what was lost: it is called wrongly");
        }
        return decoder;
    }

    /** The parity shard as the sum of the data shards: RAID's function, no matrix. */
    Runnable parity() {
        MemorySegment vectors = pointers(0, shape.n());
        Runnable coder = () -> isal.parity(shape.n(), CodingSubjects.SHARD, vectors);
        coder.run();
        long sum = 0;
        for (MemorySegment shard : shards) {
            sum ^= shard.get(ValueLayout.JAVA_LONG, CodingSubjects.SHARD - Long.BYTES);
        }
        if (sum != 0) {
            throw new IllegalStateException("ISA-L's parity is none: it is called wrongly");
        }
        return coder;
    }

    private Runnable product(MemorySegment rows, MemorySegment inputs, MemorySegment outputs, int count) {
        MemorySegment tables = allocate(Isal.TABLE_BYTES * shape.m() * count);
        isal.initTables(shape.m(), count, rows, tables);
        return () -> isal.encode(CodingSubjects.SHARD, shape.m(), count, tables, inputs, outputs);
    }

    private MemorySegment pointers(int from, int to) {
        MemorySegment pointers = allocate((to - from) * Long.BYTES);
        for (int i = from; i < to; i++) {
            pointers.setAtIndex(ValueLayout.ADDRESS, i - from, shards[i]);
        }
        return pointers;
    }

    private static MemorySegment allocate(int bytes) {
        return Arena.ofAuto().allocate(bytes, 64);
    }
}
