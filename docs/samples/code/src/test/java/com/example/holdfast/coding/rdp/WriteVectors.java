// SPDX-License-Identifier: EPL-2.0
package com.example.holdfast.coding.rdp;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.holdfast.model.CodeShape;
import org.holdfast.testkit.BroughtVectors;
import org.holdfast.testkit.coding.CodeVectors;
import org.junit.jupiter.api.Test;

/**
 * {@code mvn test -Dtest=WriteVectors} makes the golden vectors, byte by byte from the definition and without the code
 * itself. Only to add shapes: vectors that are published never change. Its name keeps it out of other builds.
 *
 * <p>They state no {@code tolerated}: this code survives the loss of any k shards. One that survives fewer has to say so.
 */
class WriteVectors {
    private static final int WORD = 8;

    @Test
    void write() throws IOException {
        List<Map<String, String>> vectors = Stream.of("1+2", "2+2", "4+2", "5+2", "6+2", "10+2", "16+2", "62+2")
                .map(CodeShape::parse)
                .map(WriteVectors::vector)
                .toList();
        BroughtVectors.write("rdp-v1", CodeVectors.RULE, vectors);
    }

    private static Map<String, String> vector(CodeShape shape) {
        int stripe = WORD * (RdpCode.primeAbove(shape.m()) - 1);
        int length = 7 * stripe;
        byte[][] data = CodeVectors.data(shape, length).toArray(byte[][]::new);
        byte[] rows = new byte[length];
        byte[] diagonals = new byte[length];
        for (int at = 0; at < length; at += stripe) {
            for (int i = 0; i < stripe; i++) {
                rows[at + i] = row(data, at + i);
            }
            for (int i = 0; i < stripe; i++) {
                diagonals[at + i] = diagonal(data, rows, at, i, stripe);
            }
        }
        return CodeVectors.vector(shape, length, List.of(rows, diagonals));
    }

    private static byte row(byte[][] data, int index) {
        byte sum = 0;
        for (byte[] column : data) {
            sum ^= column[index];
        }
        return sum;
    }

    /** The byte at {@code i} of the stripe at {@code at}: the column before has it one row below, and so on. */
    private static byte diagonal(byte[][] data, byte[] rows, int at, int i, int stripe) {
        int around = stripe + WORD;
        byte sum = 0;
        for (int column = 0; column < data.length; column++) {
            int from = Math.floorMod(i - column * WORD, around);
            sum ^= from < stripe ? data[column][at + from] : 0;
        }
        int last = Math.floorMod(i - stripe, around);
        return (byte) (sum ^ (last < stripe ? rows[at + last] : 0));
    }
}
