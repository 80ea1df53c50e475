// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger.internal;

import org.holdfast.model.Id32;

/**
 * Says of most ids that are not in a set that they are not, of those that are always that they may be. Ten bits a key
 * and seven probes let about one in 120 strangers through (Bloom 1970; double hashing after Kirsch and Mitzenmacher
 * 2006). Ids come from a keyed hash, so their own words serve as hashes. Filled by one thread, then read by any.
 */
final class BloomFilter {
    private static final int BITS_PER_KEY = 10;
    private static final int PROBES = 7;
    private final long[] words;
    private final long bits;

    BloomFilter(long keys) {
        this.words = new long[Math.toIntExact(Math.max(1, Math.ceilDiv(keys * BITS_PER_KEY, (long) Long.SIZE)))];
        this.bits = (long) words.length * Long.SIZE;
    }

    void add(Id32 id) {
        for (int probe = 0; probe < PROBES; probe++) {
            long bit = bit(id, probe);
            words[(int) (bit / Long.SIZE)] |= 1L << bit;
        }
    }

    boolean mayHold(Id32 id) {
        for (int probe = 0; probe < PROBES; probe++) {
            long bit = bit(id, probe);
            if ((words[(int) (bit / Long.SIZE)] & 1L << bit) == 0) {
                return false;
            }
        }
        return true;
    }

    /** The first word orders the run and is left out. */
    private long bit(Id32 id, int probe) {
        return Math.unsignedMultiplyHigh(id.b() + probe * (id.c() | 1), bits);
    }
}
