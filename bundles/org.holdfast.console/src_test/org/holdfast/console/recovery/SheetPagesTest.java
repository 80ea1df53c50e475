// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SheetPagesTest {
    @Test
    void linesGoOntoPages() {
        assertEquals(
                List.of(List.of("one", "", "thre"), List.of("e", "four")), SheetPages.of("one\n\nthree\nfour", 4, 3));
        assertEquals(List.of(List.of()), SheetPages.of("", 80, 60));
    }

    @Test
    void nothingIsLostOnAnyPaper() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            String text = random.ints(random.nextInt(500), 0, 30)
                    .mapToObj(each -> each == 0 ? "\n" : String.valueOf((char) ('a' + each % 26)))
                    .collect(Collectors.joining());
            String printed = SheetPages.of(text, 1 + random.nextInt(40), 1 + random.nextInt(20)).stream()
                    .flatMap(List::stream)
                    .collect(Collectors.joining());
            assertEquals(text.replace("\n", ""), printed, "seed " + seed);
        }
    }
}
