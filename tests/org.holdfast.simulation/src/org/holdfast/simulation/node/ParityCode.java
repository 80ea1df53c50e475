// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.node;

/** m data shards and their exclusive or: enough of a code for a simulation of what lies around it. */
final class ParityCode {
    private ParityCode() {}

    /** Shard {@code position} of a segment with m data shards. */
    static byte[] shard(byte[] segment, int length, int m, int position) {
        byte[] shard = new byte[length];
        for (int i = 0; i < m; i++) {
            if (position == i || position == m) {
                for (int at = 0; at < length; at++) {
                    shard[at] ^= segment[i * length + at];
                }
            }
        }
        return shard;
    }

    /** The segment from all shards but one, whose place is empty. */
    static byte[] join(byte[][] shards, int length, int m) {
        int missing = 0;
        while (missing <= m && shards[missing] != null) {
            missing++;
        }
        byte[] segment = new byte[m * length];
        for (int position = 0; position < m; position++) {
            byte[] shard = position == missing ? sum(shards, length) : shards[position];
            System.arraycopy(shard, 0, segment, position * length, length);
        }
        return segment;
    }

    private static byte[] sum(byte[][] shards, int length) {
        byte[] sum = new byte[length];
        for (byte[] shard : shards) {
            for (int at = 0; shard != null && at < length; at++) {
                sum[at] ^= shard[at];
            }
        }
        return sum;
    }
}
