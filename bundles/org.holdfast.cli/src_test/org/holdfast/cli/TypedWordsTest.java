// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R57")
class TypedWordsTest {
    private final List<String> prompts = new ArrayList<>();

    private String typed(List<String> lines) {
        Iterator<String> rest = lines.iterator();
        return TypedWords.read(prompt -> {
            prompts.add(prompt);
            return rest.hasNext() ? Optional.of(rest.next()) : Optional.empty();
        });
    }

    private static String words(int count) {
        return String.join(" ", Collections.nCopies(count, "zoo"));
    }

    @Test
    void oneLineIsEnough() {
        assertEquals(words(26), typed(List.of(words(26), "never read")));
        assertEquals(1, prompts.size());
    }

    @Test
    void aWordALineIsReadToTheLastOne() {
        assertEquals(words(26), typed(Collections.nCopies(30, " zoo ")));
        assertEquals(26, prompts.size());
        assertEquals("Word 26 of 26:", prompts.getLast());
    }

    @Test
    void numbersInFrontOfWordsAreNotCounted() {
        String numbered = "1 zoo  2 zoo";
        assertEquals(String.join(" ", Collections.nCopies(13, numbered)), typed(Collections.nCopies(20, numbered)));
    }

    @Test
    void anEmptyLineOrTheEndOfInputEndsIt() {
        assertEquals(words(25), typed(List.of(words(25), "", "zoo")));
        assertEquals(words(3), typed(List.of(words(3))));
        assertEquals("", typed(List.of()));
    }
}
