// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.holdfast.model.CodeShape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The provider draws and chooses the graphs that the document describes, and promises what they can keep. */
@Tag("R39")
class TextbookTest {
    @Test
    void everyCodeUpTo12ShardsIsThatOfTheBook() {
        int shapes = 0;
        for (int n = 1; n <= 12; n++) {
            for (int k = 0; k <= n / 2; k++) {
                assertAsInTheBook(n - k, k);
                shapes++;
            }
        }
        assertEquals(48, shapes);
    }

    /** All sets of positions are tried, and the smallest that is lost for good is one larger than promised. */
    @Test
    void everyCodeUpTo16ShardsSurvivesWhatItPromisesAndNoMore() {
        for (int n = 1; n <= 16; n++) {
            for (int k = 0; k <= n / 2; k++) {
                assertPromise(new CodeShape(n - k, k), terms(Cascade.of(n - k, k)));
            }
        }
    }

    @Test
    void codeOfSeveralGraphsIsThatOfTheBook() {
        assertAsInTheBook(20, 13);
    }

    @Test
    void largeCodesAreThoseOfTheBook() {
        for (int m : new int[] {65, 100, 200, 500}) {
            int k = m / 2;
            assertEquals(Textbook.graph(m, k, 0), terms(Cascade.of(m, k)), m + "+" + k);
        }
    }

    private static void assertAsInTheBook(int m, int k) {
        List<List<Integer>> graph = Textbook.graph(m, k, Textbook.seed(m, k));
        CodeShape shape = new CodeShape(m, k);
        assertEquals(graph, terms(Cascade.of(m, k)), shape::toString);
        assertPromise(shape, graph);
    }

    private static void assertPromise(CodeShape shape, List<List<Integer>> graph) {
        long distance = Textbook.distance(shape.m(), graph)[0];
        assertEquals(shape.n() - distance + 1, new TornadoFamily().code(shape).alwaysEnough(), shape::toString);
    }

    static List<List<Integer>> terms(Cascade cascade) {
        return cascade.sums().stream()
                .map(sum -> IntStream.of(sum.terms()).boxed().toList())
                .toList();
    }
}
