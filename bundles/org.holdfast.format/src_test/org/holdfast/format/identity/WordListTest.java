// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.holdfast.format.Mac;
import org.junit.jupiter.api.Test;

class WordListTest {
    private static final WordList LIST = WordList.english();

    @Test
    void theListIsThePublishedOne() {
        String text =
                IntStream.range(0, WordList.SIZE).mapToObj(LIST::word).collect(Collectors.joining("\n", "", "\n"));

        assertEquals(
                "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda",
                Mac.sha256(text.getBytes(StandardCharsets.US_ASCII)).toString());
    }

    @Test
    void everyWordIsFoundAndNothingElse() {
        for (int i = 0; i < WordList.SIZE; i++) {
            assertEquals(i, LIST.number(LIST.word(i)));
            assertEquals(i, LIST.number(LIST.word(i).toUpperCase(Locale.ROOT)));
            assertEquals(-1, LIST.number(LIST.word(i) + "x"));
        }
        assertEquals(-1, LIST.number(""));
        assertEquals(-1, LIST.number("zzz"));
        assertEquals(-1, LIST.number("aban"));
    }

    @Test
    void slipsOfTheFingerAreGuessed() {
        assertEquals("abandon", LIST.nearest("abandn").getFirst());
        assertEquals("abandon", LIST.nearest("ABADNON").getFirst());
        assertEquals("zoo", LIST.nearest("zo0").getFirst());
        assertEquals("able", LIST.nearest("ab1e").getFirst());
        assertEquals(List.of(), LIST.nearest("xqxqxqxqx"));
        assertEquals(List.of(), LIST.nearest("a".repeat(1_000_000)));
        assertTrue(LIST.nearest("ca").size() <= 3);
    }

    @Test
    void distancesCountSlips() {
        assertEquals(0, Spelling.distance("word", "WORD"));
        assertEquals(1, Spelling.distance("word", "wrod"));
        assertEquals(1, Spelling.distance("word", "wor"));
        assertEquals(1, Spelling.distance("word", "words"));
        assertEquals(1, Spelling.distance("word", "ward"));
        assertEquals(4, Spelling.distance("word", ""));
        assertEquals(2, Spelling.distance("word", "rowd"));
    }
}
