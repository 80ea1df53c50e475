// SPDX-License-Identifier: EPL-2.0
package org.holdfast.testkit.coding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.holdfast.model.CodeShape;
import org.holdfast.spi.coding.Correction;
import org.holdfast.spi.coding.Decoded;
import org.holdfast.spi.coding.Decoded.NeedMore;
import org.holdfast.spi.coding.ErasureCode;
import org.holdfast.spi.coding.Shards;
import org.holdfast.spi.coding.Shards.Slice;

/** A codeword whose shards are known, so that it can lose some and be looked at again. */
final class Codeword {
    private static final byte DAMAGE = 0x5A;

    private final ErasureCode code;
    private final byte[][] shards;
    private final String origin;

    private Codeword(ErasureCode code, byte[][] shards, String origin) {
        this.code = code;
        this.shards = shards;
        this.origin = origin;
    }

    /** Encodes random data drawn from {@code random}, which was made from {@code seed}. */
    static Codeword random(ErasureCode code, int length, Random random, long seed) {
        byte[][] data = new byte[code.shape().m()][length];
        Arrays.stream(data).forEach(random::nextBytes);
        return encode(code, data, ", seed " + seed);
    }

    static Codeword encode(ErasureCode code, byte[][] data) {
        return encode(code, data, "");
    }

    private static Codeword encode(ErasureCode code, byte[][] data, String origin) {
        CodeShape shape = code.shape();
        byte[][] shards = new byte[shape.n()][data[0].length];
        for (int i = 0; i < shape.m(); i++) {
            shards[i] = data[i].clone();
        }
        code.encode(Shards.ofData(slices(shards), data[0].length, shape.m()));
        return new Codeword(code, shards, origin);
    }

    byte[] shard(int position) {
        return shards[position];
    }

    int length() {
        return shards[0].length;
    }

    /** Takes away the shards at {@code lost}, reconstructs, and expects every byte back. */
    void survives(BitSet lost) {
        assertTrue(code.restores(present(lost)), () -> message(lost));
        byte[][] rest = damaged(lost);
        Shards given = given(rest, lost);
        assertEquals(new Decoded.Complete(), code.reconstruct(given), () -> message(lost));
        assertEquals(code.shape().n(), given.presentCount(), () -> message(lost));
        for (int i = 0; i < shards.length; i++) {
            assertArrayEquals(shards[i], rest[i], message(lost) + ", shard " + i);
        }
    }

    /** What the code says. */
    boolean isRestorableWithout(BitSet lost) {
        return code.restores(present(lost));
    }

    /** Takes away the shards at {@code lost} and expects what the code says of the rest: every byte back, or nothing. */
    void isAsForetoldWithout(BitSet lost) {
        if (isRestorableWithout(lost)) {
            survives(lost);
        } else {
            isNotEnoughWithout(lost);
        }
    }

    /** Takes away the shards at {@code lost}, spoils those at {@code wrong}, and expects both to be set right. */
    void isCorrected(BitSet lost, BitSet wrong, Random random) {
        byte[][] rest = damaged(lost);
        wrong.stream().forEach(i -> spoil(rest[i], random));
        Shards given = given(rest, lost);
        String message = message(lost) + ", wrong " + wrong;
        assertEquals(new Correction.Corrected(wrong), code.correct(given), message);
        assertEquals(code.shape().n(), given.presentCount(), message);
        for (int i = 0; i < shards.length; i++) {
            assertArrayEquals(shards[i], rest[i], message + ", shard " + i);
        }
    }

    /** Spoils the shards at {@code wrong}; expects that the code says it cannot correct any, and writes nothing. */
    void isNotCorrected(BitSet wrong, Random random) {
        byte[][] rest = damaged(new BitSet());
        wrong.stream().forEach(i -> spoil(rest[i], random));
        byte[][] before = Arrays.stream(rest).map(byte[]::clone).toArray(byte[][]::new);
        Shards given = given(rest, new BitSet());
        assertEquals(new Correction.Unsupported(), code.correct(given), () -> message(wrong));
        assertArrayEquals(before, rest, () -> message(wrong) + ": shards were touched");
    }

    /** Fills a shard, or a part of it, with random bytes, of which at least one differs from what was there. */
    private static void spoil(byte[] shard, Random random) {
        byte[] garbage = new byte[1 + random.nextInt(shard.length)];
        random.nextBytes(garbage);
        int from = random.nextInt(shard.length - garbage.length + 1);
        garbage[0] = (byte) (shard[from] ^ 1 + random.nextInt(255));
        System.arraycopy(garbage, 0, shard, from, garbage.length);
    }

    /** Takes away the shards at {@code lost}, which are too many, and expects that nothing is written. */
    void isNotEnoughWithout(BitSet lost) {
        byte[][] rest = damaged(lost);
        Shards given = given(rest, lost);
        int have = code.shape().n() - lost.cardinality();
        assertFalse(code.restores(present(lost)), () -> message(lost));
        NeedMore more = assertInstanceOf(NeedMore.class, code.reconstruct(given), () -> message(lost));
        assertEquals(have, more.have(), () -> message(lost));
        assertTrue(more.need() >= code.shape().m() && more.need() > have, () -> message(lost) + ": " + more);
        assertTrue(more.need() <= code.alwaysEnough(), () -> message(lost) + ": " + more);
        assertEquals(have, given.presentCount(), () -> message(lost));
        assertArrayEquals(damaged(lost), rest, () -> message(lost) + ": storage of absent shards was touched");
    }

    static List<Slice> slices(byte[][] shards) {
        List<Slice> slices = new ArrayList<>();
        for (byte[] shard : shards) {
            slices.add(new Slice(shard, 0));
        }
        return slices;
    }

    private Shards given(byte[][] rest, BitSet lost) {
        return new Shards(slices(rest), length(), present(lost));
    }

    private BitSet present(BitSet lost) {
        BitSet present = new BitSet();
        present.set(0, code.shape().n());
        present.andNot(lost);
        return present;
    }

    private byte[][] damaged(BitSet lost) {
        byte[][] rest = new byte[shards.length][];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = shards[i].clone();
            if (lost.get(i)) {
                Arrays.fill(rest[i], DAMAGE);
            }
        }
        return rest;
    }

    private String message(BitSet lost) {
        return code.shape() + " without " + lost + origin;
    }
}
