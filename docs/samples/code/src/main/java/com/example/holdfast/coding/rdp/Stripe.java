// SPDX-License-Identifier: EPL-2.0
package com.example.holdfast.coding.rdp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;
import org.holdfast.spi.coding.Shards;
import org.holdfast.spi.coding.Shards.Slice;

/**
 * One stripe: p − 1 rows of words in p columns, of which the last is the XOR of the others (shard m), and a diagonal
 * parity beside them (shard m + 1). The word in row r and column c lies on diagonal (r + c) mod p; diagonal p − 1 is not
 * stored. Here are the XORs of everything that is present in each row and on each diagonal: so in a row that misses one
 * word they are that word.
 *
 * <p>Of two lost columns each misses one diagonal, which so holds one unknown word of the other. That word gives its
 * row's other one, that one's diagonal the next, and so on until diagonal p − 1. Begun from both sides, this visits all
 * rows. One thread's.
 */
final class Stripe {
    static final int WORD = Long.BYTES;
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final int prime;
    private final int m;
    private final long[] rows;
    private final long[] diagonals;

    Stripe(int prime, int m) {
        this.prime = prime;
        this.m = m;
        this.rows = new long[prime - 1];
        this.diagonals = new long[prime];
    }

    /** Computes what is lost, at most two shards, in the stripe that begins at {@code at} of each shard. */
    void restore(Shards shards, BitSet lost, int at) {
        Arrays.fill(rows, 0);
        Arrays.fill(diagonals, 0);
        for (int position = lost.nextClearBit(0); position <= m; position = lost.nextClearBit(position + 1)) {
            add(column(position), shards.slice(position), at);
        }
        int first = lost.nextSetBit(0);
        int second = lost.nextSetBit(first + 1);
        if (second >= 0 && second <= m) {
            restoreTwo(shards, first, second, at);
            return;
        }
        if (first <= m) {
            write(rows, shards.slice(first), at);
            add(column(first), shards.slice(first), at);
        }
        if (lost.get(m + 1)) {
            write(diagonals, shards.slice(m + 1), at);
        }
    }

    private void restoreTwo(Shards shards, int first, int second, int at) {
        Slice stored = shards.slice(m + 1);
        for (int diagonal = 0; diagonal < prime - 1; diagonal++) {
            diagonals[diagonal] ^= get(stored, at, diagonal);
        }
        Slice one = shards.slice(first);
        Slice other = shards.slice(second);
        follow(one, column(first), other, column(second), at);
        follow(other, column(second), one, column(first), at);
    }

    /** Begins on the diagonal that column {@code b} misses. */
    private void follow(Slice shardA, int a, Slice shardB, int b, int at) {
        int diagonal = (b + prime - 1) % prime;
        while (diagonal != prime - 1) {
            int row = Math.floorMod(diagonal - a, prime);
            long inA = diagonals[diagonal];
            long inB = rows[row] ^ inA;
            put(shardA, at, row, inA);
            put(shardB, at, row, inB);
            diagonal = (row + b) % prime;
            diagonals[diagonal] ^= inB;
        }
    }

    private int column(int position) {
        return position < m ? position : prime - 1;
    }

    private void add(int column, Slice shard, int at) {
        int diagonal = column;
        for (int row = 0; row < prime - 1; row++) {
            long word = get(shard, at, row);
            rows[row] ^= word;
            diagonals[diagonal] ^= word;
            diagonal = diagonal + 1 == prime ? 0 : diagonal + 1;
        }
    }

    private void write(long[] words, Slice shard, int at) {
        for (int row = 0; row < prime - 1; row++) {
            put(shard, at, row, words[row]);
        }
    }

    private static long get(Slice shard, int at, int row) {
        return (long) WORDS.get(shard.array(), shard.offset() + at + row * WORD);
    }

    private static void put(Slice shard, int at, int row, long word) {
        WORDS.set(shard.array(), shard.offset() + at + row * WORD, word);
    }
}
