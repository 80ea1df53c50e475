// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.holdfast.model.Digest;

/**
 * Which pieces a challenge asks for: a pure function of R and of what is held, the same on both sides. Each piece is as
 * likely as each other, whatever block it is in.
 *
 * <p>With N pieces in all, numbered through the blocks in the order of the catalogue, numbers come from a stream that R
 * determines ({@link RandomStream}, label {@code idx}) as u64. One at or above the largest multiple of N in 2^64 is
 * skipped, so that the remainder by N is without bias; one that was drawn before is skipped, too, until c' = min(c, N)
 * are found.
 */
public final class Draw {
    private Draw() {}

    /** Pieces of all these blocks together: N. */
    public static long pieces(AuditShape shape, List<AuditedBlock> catalogue) {
        return catalogue.stream()
                .mapToLong(each -> shape.pieces(each.payloadLength()))
                .sum();
    }

    /**
     * The challenge that R makes of a catalogue.
     *
     * @param random R, 32 bytes
     * @param catalogue all blocks that may be asked for, in an order that both sides agree on; not empty
     * @param count how many pieces, c, from 1; a scheme's {@link AuditShape#mostSamples} at most
     */
    public static Challenge challenge(Digest random, AuditShape shape, List<AuditedBlock> catalogue, int count) {
        if (count < 1 || count > shape.mostSamples()) {
            throw new IllegalArgumentException("1 to " + shape.mostSamples() + " samples make a proof, not " + count);
        }
        long[] ends = ends(shape, catalogue);
        List<Long> numbers = numbers(random, ends[ends.length - 1], count);
        var samples = new ArrayList<Sample>(numbers.size());
        for (long number : numbers) {
            samples.add(sample(ends, catalogue, number, samples.size() + 1));
        }
        return new Challenge(random, samples.size(), samples);
    }

    /** For each block, the number after its last piece. */
    private static long[] ends(AuditShape shape, List<AuditedBlock> catalogue) {
        if (catalogue.isEmpty()) {
            throw new IllegalArgumentException("nothing is held, so nothing can be asked for");
        }
        long[] ends = new long[catalogue.size()];
        long end = 0;
        int at = 0;
        for (AuditedBlock each : catalogue) {
            end += shape.pieces(each.payloadLength());
            ends[at++] = end;
        }
        return ends;
    }

    private static Sample sample(long[] ends, List<AuditedBlock> catalogue, long number, int order) {
        int found = Arrays.binarySearch(ends, number + 1);
        int block = found >= 0 ? found : -found - 1;
        long begin = block == 0 ? 0 : ends[block - 1];
        return new Sample(catalogue.get(block), (int) (number - begin), order);
    }

    /** Distinct numbers below {@code pieces}, as many as asked for or as there are, in the order of drawing. */
    static List<Long> numbers(Digest random, long pieces, int count) {
        var stream = new RandomStream(random, "idx");
        long wanted = Math.min(count, pieces);
        // 2^64 mod N: the top that many values of a u64 would favour the small remainders.
        long excess = Long.remainderUnsigned(-pieces, pieces);
        var seen = new HashSet<Long>();
        var drawn = new ArrayList<Long>();
        while (drawn.size() < wanted) {
            long value = stream.next();
            boolean fair = excess == 0 || Long.compareUnsigned(value, -excess) < 0;
            long number = Long.remainderUnsigned(value, pieces);
            if (fair && seen.add(number)) {
                drawn.add(number);
            }
        }
        return drawn;
    }
}
