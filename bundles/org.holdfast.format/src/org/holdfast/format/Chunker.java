// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format;

import java.util.Objects;

/**
 * Cuts a byte stream into chunks where its content says so, hence an insertion changes only the chunks around it.
 * FastCDC (Xia et al., USENIX ATC 2016; IEEE TPDS 2020): a gear hash over the last 64 bytes, nothing tested before the
 * smallest length, and a test that is harder before the normal length than after it (normalised chunking), which keeps
 * lengths close together. The gear constants are keyed: without them nobody can tell where a known file is cut. Cost:
 * one shift, one addition and one comparison a byte. Immutable and thread-safe.
 */
public final class Chunker {
    /** No chunk is shorter, but the last of a stream. */
    public static final int SMALLEST = 64 << 10;

    /** Where the test becomes easier. */
    public static final int NORMAL = 256 << 10;

    /** No chunk is longer. */
    public static final int LONGEST = 2 << 20;

    /** The answer of {@link #cut} when more bytes are wanted first. */
    public static final int MORE = -1;

    /** Bytes that the hash remembers: older ones are shifted out. */
    private static final int WINDOW = 64;

    /** A cut needs so many zero bits at the top of the hash: 18 on average, two more before NORMAL, two fewer after. */
    private static final int HARD = 20;

    private static final int EASY = 16;

    private final long[] gear;

    /** @param gear 256 constants, see {@link DedupKeys#gear}; copied */
    public Chunker(long[] gear) {
        if (gear.length != 256) {
            throw new IllegalArgumentException("one gear constant for each byte value is wanted");
        }
        this.gear = gear.clone();
    }

    /**
     * The length of the chunk that starts at {@code from}. Depends on nothing but the bytes from there on.
     *
     * @param available bytes in the buffer from {@code from} on; with {@link #LONGEST} of them there is always a cut
     * @param end whether the stream ends after them
     * @return the length, {@link #MORE}, or 0 if the stream has no more bytes
     */
    public int cut(byte[] buffer, int from, int available, boolean end) {
        Objects.checkFromIndexSize(from, available, buffer.length);
        int limit = Math.min(available, LONGEST);
        if (limit > SMALLEST) {
            int found = find(buffer, from, limit);
            if (found > 0) {
                return found;
            }
        }
        return limit == LONGEST || end ? limit : MORE;
    }

    private int find(byte[] buffer, int from, int limit) {
        long hash = 0;
        int at = from + SMALLEST - WINDOW;
        for (int first = from + SMALLEST - 1; at < first; at++) {
            hash = (hash << 1) + gear[buffer[at] & 0xFF];
        }
        for (int normal = from + Math.min(limit, NORMAL); at < normal; at++) {
            hash = (hash << 1) + gear[buffer[at] & 0xFF];
            if (hash >>> (64 - HARD) == 0) {
                return at + 1 - from;
            }
        }
        for (int last = from + limit; at < last; at++) {
            hash = (hash << 1) + gear[buffer[at] & 0xFF];
            if (hash >>> (64 - EASY) == 0) {
                return at + 1 - from;
            }
        }
        return 0;
    }
}
