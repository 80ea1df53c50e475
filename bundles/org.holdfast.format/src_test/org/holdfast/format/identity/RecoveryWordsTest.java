// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.holdfast.format.identity.RecoveryWords.Reading;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RecoveryWordsTest {
    private static final int WORDS = RecoveryWords.COUNT;
    private static final WordList LIST = WordList.english();
    private static final byte[] SECRET = Cast.secret();
    private static final List<String> RIGHT = RecoveryWords.of(SECRET);

    /** The published test vectors for 256 bits (BIP-0039, English). */
    @Test
    void theFirst24WordsAreTheKnownMnemonic() {
        assertMnemonic(0x00, "abandon ".repeat(23) + "art");
        assertMnemonic(
                0x7F,
                "legal winner thank year wave sausage worth useful legal winner thank year wave sausage worth useful"
                        + " legal winner thank year wave sausage worth title");
        assertMnemonic(
                0x80,
                "letter advice cage absurd amount doctor acoustic avoid letter advice cage absurd amount doctor"
                        + " acoustic avoid letter advice cage absurd amount doctor acoustic bless");
        assertMnemonic(0xFF, "zoo ".repeat(23) + "vote");
    }

    private static void assertMnemonic(int fill, String expected) {
        List<String> words = RecoveryWords.of(Cast.filled(fill, 32));
        assertEquals(expected, String.join(" ", words.subList(0, 24)));
        assertEquals(WORDS, words.size());
    }

    @Test
    @Tag("R57")
    void wordsGiveTheSecretBack() {
        Random random = new Random(57);
        for (int i = 0; i < 2000; i++) {
            byte[] secret = new byte[32];
            random.nextBytes(secret);
            assertArrayEquals(secret, right(RecoveryWords.of(secret)));
        }
        assertArrayEquals(
                SECRET,
                right(RIGHT.stream().map(word -> word.toUpperCase(Locale.ROOT)).toList()));
    }

    private static byte[] right(List<String> words) {
        return assertInstanceOf(Reading.Right.class, RecoveryWords.read(words)).secret();
    }

    @Test
    @Tag("R57")
    void everyOneWrongWordAtEveryPlaceIsLocatedAndMended() {
        int tried = 0;
        for (int place = 0; place < WORDS; place++) {
            List<String> typed = new ArrayList<>(RIGHT);
            for (int number = 0; number < WordList.SIZE; number++) {
                String word = LIST.word(number);
                if (!word.equals(RIGHT.get(place))) {
                    typed.set(place, word);
                    assertMended(RecoveryWords.read(typed), place, word);
                    tried++;
                }
            }
        }
        assertEquals(WORDS * 2047, tried);
    }

    private static void assertMended(Reading reading, int place, String typed) {
        Reading.Mended mended = assertInstanceOf(Reading.Mended.class, reading, typed);
        assertEquals(place + 1, mended.position());
        assertEquals(typed, mended.typed());
        assertEquals(RIGHT.get(place), mended.right());
        assertArrayEquals(SECRET, mended.secret());
    }

    @Test
    void oneUnknownWordIsMendedWhereverItStands() {
        for (int place = 0; place < WORDS; place++) {
            List<String> typed = new ArrayList<>(RIGHT);
            typed.set(place, "qwertz");
            assertMended(RecoveryWords.read(typed), place, "qwertz");
        }
    }

    /** No two wrong words ever look right. One in some 20,000 pairs looks like one wrong word of another secret. */
    @Test
    void twoWrongWordsAreNoticed() {
        long seed = 26;
        Random random = new Random(seed);
        int tried = 200_000;
        int misled = 0;
        for (int i = 0; i < tried; i++) {
            List<String> typed = new ArrayList<>(RIGHT);
            int one = random.nextInt(WORDS);
            int other = (one + 1 + random.nextInt(WORDS - 1)) % WORDS;
            replace(typed, one, random);
            replace(typed, other, random);
            switch (RecoveryWords.read(typed)) {
                case Reading.Wrong() -> {}
                case Reading.Mended mended -> misled++;
                case Reading.Right right -> throw new AssertionError("seed " + seed + ": " + typed);
                case Reading.Unknown unknown -> throw new AssertionError("seed " + seed + ": " + typed);
            }
        }
        assertTrue(misled * 5000L < tried, misled + " of " + tried);
    }

    private static void replace(List<String> typed, int place, Random random) {
        int number = (LIST.number(typed.get(place)) + 1 + random.nextInt(WordList.SIZE - 1)) % WordList.SIZE;
        typed.set(place, LIST.word(number));
    }

    @Test
    void exchangedWordsAreAlwaysNoticed() {
        for (int one = 0; one < WORDS; one++) {
            for (int other = 0; other < one; other++) {
                List<String> typed = new ArrayList<>(RIGHT);
                Collections.swap(typed, one, other);
                if (!typed.equals(RIGHT)) {
                    assertInstanceOf(Reading.Wrong.class, RecoveryWords.read(typed), one + " and " + other);
                }
            }
        }
    }

    @Test
    void unknownWordsAreNamedWithWhatTheyMayHaveBeen() {
        List<String> typed = new ArrayList<>(RecoveryWords.of(new byte[32]));
        typed.set(2, "abandn");
        typed.set(20, "zzzzzzzzzz");

        var unknown = assertInstanceOf(Reading.Unknown.class, RecoveryWords.read(typed));
        assertEquals(2, unknown.words().size());
        assertEquals(3, unknown.words().get(0).position());
        assertEquals("abandn", unknown.words().get(0).typed());
        assertEquals("abandon", unknown.words().get(0).nearest().getFirst());
        assertEquals(21, unknown.words().get(1).position());
        assertEquals(List.of(), unknown.words().get(1).nearest());
    }

    @Test
    void anUnknownWordBesideAWrongOneIsNamed() {
        List<String> typed = new ArrayList<>(RecoveryWords.of(new byte[32]));
        typed.set(0, "abandn");
        typed.set(1, "zoo");

        var unknown = assertInstanceOf(Reading.Unknown.class, RecoveryWords.read(typed));
        assertEquals(1, unknown.words().getFirst().position());
        assertEquals(1, unknown.words().size());
    }

    @Test
    void theCheckBitsCatchWhatParityLetsThrough() {
        int[] row = new int[WORDS]; // all zero but the check bits, which should be those of 32 zero bytes
        ParityWords.fill(row);
        List<String> words = IntStream.of(row).mapToObj(LIST::word).toList();

        assertTrue(ParityWords.holds(row));
        assertInstanceOf(Reading.Wrong.class, RecoveryWords.read(words));
    }

    @Test
    void otherNumbersOfWordsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> RecoveryWords.read(RIGHT.subList(0, 25)));
        assertThrows(IllegalArgumentException.class, () -> RecoveryWords.of(new byte[31]));
    }
}
