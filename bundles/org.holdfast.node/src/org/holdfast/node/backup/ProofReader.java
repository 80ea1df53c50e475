// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.holdfast.format.KeyRing;
import org.holdfast.format.block.BlockOpener;
import org.holdfast.format.block.Expectation;
import org.holdfast.format.block.Opened;
import org.holdfast.format.block.SealedBlock;
import org.holdfast.format.segment.SealedSegment;
import org.holdfast.format.segment.SegmentReader;
import org.holdfast.model.CodeShape;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.FormatSet;
import org.holdfast.model.HoldfastException;
import org.holdfast.spi.coding.Decoded;
import org.holdfast.spi.coding.ErasureCode;
import org.holdfast.spi.coding.Shards;
import org.holdfast.spi.crypto.CipherSuite;

/**
 * Decodes segments again before the first byte of them goes out, and compares: the first 64 of each set of formats that
 * a node has written since its start, and one in a hundred later. A provider that writes what it cannot read is found
 * out before anything relies on it. Thread-safe; one segment at a time, for each costs a second copy of its shards.
 */
public final class ProofReader {
    private static final int FIRST = 64;
    private static final int ONE_IN = 100;

    private final Map<Object, AtomicLong> written = new ConcurrentHashMap<>();
    private final BlockOpener opener = new BlockOpener();
    private final RandomGenerator random;

    public ProofReader(RandomGenerator random) {
        this.random = random;
    }

    /** What made a segment, and what it is read with. */
    record Makers(KeyRing keys, ErasureCode code, CipherSuite inner, CipherSuite outer) {
        /** Tells makers apart without keeping their classes, whose bundles may be replaced. */
        private Object identity(FormatSet formats) {
            return List.of(formats, mark(code), mark(inner), mark(outer));
        }

        private static int mark(Object maker) {
            return System.identityHashCode(maker.getClass());
        }
    }

    /** Whether the next segment of these makers is to be read again. */
    boolean isDue(FormatSet formats, Makers makers) {
        long number = written.computeIfAbsent(makers.identity(formats), key -> new AtomicLong())
                .getAndIncrement();
        return number < FIRST || number % ONE_IN == 0;
    }

    /**
     * Rebuilds the segment from m of its blocks, chosen by chance, and opens it.
     *
     * @throws HoldfastException PROVIDER_WRONG if what comes back is not what went in
     */
    synchronized void read(Makers makers, SealedSegment sealed, List<SealedBlock> blocks, List<Expectation> expected) {
        FormatSet formats = expected.getFirst().location().formats();
        int length = sealed.shardLength();
        CodeShape shape = makers.code().shape();
        byte[][] shards = new byte[shape.n()][length];
        BitSet present = new BitSet();
        for (int position : chosen(shape)) {
            present.set(position);
            open(makers, blocks.get(position), expected.get(position), shards, position, formats);
        }
        Shards all = new Shards(
                Arrays.stream(shards).map(shard -> new Shards.Slice(shard, 0)).toList(), length, present);
        if (!(makers.code().reconstruct(all) instanceof Decoded.Complete)) {
            return; // a code that is not of the best kind may need more than m
        }
        compare(sealed, shards, formats);
        SegmentReader.open(makers.keys(), number -> makers.inner(), sealed.buffer(), sealed.length())
                .entries();
    }

    private List<Integer> chosen(CodeShape shape) {
        List<Integer> positions = new ArrayList<>();
        while (positions.size() < shape.m()) {
            int position = random.nextInt(shape.n());
            if (!positions.contains(position)) {
                positions.add(position);
            }
        }
        return positions;
    }

    private void open(
            Makers makers, SealedBlock block, Expectation expected, byte[][] shards, int position, FormatSet formats) {
        System.arraycopy(block.payload(), 0, shards[position], 0, block.payloadLength());
        Opened opened = opener.open(
                makers.keys(),
                number -> makers.outer(),
                block.header(),
                shards[position],
                block.payloadLength(),
                expected);
        if (opened instanceof Opened.Rejected rejected) {
            throw wrong(formats, "a block does not open: " + rejected.reason());
        }
    }

    private static void compare(SealedSegment sealed, byte[][] shards, FormatSet formats) {
        int length = sealed.shardLength();
        for (int i = 0; i * length < sealed.length(); i++) {
            int from = i * length;
            if (!Arrays.equals(sealed.buffer(), from, from + length, shards[i], 0, length)) {
                throw wrong(formats, "data shard " + i + " comes back changed");
            }
        }
    }

    private static HoldfastException wrong(FormatSet formats, String what) {
        return new HoldfastException(
                ErrorCode.PROVIDER_WRONG,
                formats.toString(),
                "What was just written with " + formats + " cannot be read again: " + what + ". Nothing of it was sent."
                        + " Choose another provider with 'holdfast plugin prefer', and tell the provider's author.");
    }
}
