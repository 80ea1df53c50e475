// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The 2048 words of BIP-0039, English (README.md beside the list names its source). Immutable. */
final class WordList {
    /** How many there are: as many as {@link Gf2048} has elements. */
    static final int SIZE = 2048;

    /** Words longer than this cannot resemble one of the list, whose longest has eight letters. */
    private static final int LONGEST_TYPED = 16;

    private static final WordList ENGLISH = load("bip39-english.txt");

    private final List<String> words;

    private WordList(List<String> words) {
        this.words = words;
    }

    static WordList english() {
        return ENGLISH;
    }

    private static WordList load(String resource) {
        try (InputStream in = WordList.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the bundle lacks " + resource);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            List<String> words = text.lines().toList();
            if (words.size() != SIZE) {
                throw new IllegalStateException(resource + " has " + words.size() + " words");
            }
            return new WordList(words);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }

    String word(int number) {
        return words.get(number);
    }

    /** The word's number, whatever its case; −1 if it is none. Makes no copy of what was typed. */
    int number(CharSequence typed) {
        int low = 0;
        int high = SIZE - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = compare(words.get(middle), typed);
            if (order == 0) {
                return middle;
            }
            low = order < 0 ? middle + 1 : low;
            high = order < 0 ? high : middle - 1;
        }
        return -1;
    }

    private static int compare(String word, CharSequence typed) {
        int common = Math.min(word.length(), typed.length());
        for (int i = 0; i < common; i++) {
            int order = word.charAt(i) - Character.toLowerCase(typed.charAt(i));
            if (order != 0) {
                return order;
            }
        }
        return word.length() - typed.length();
    }

    /** Up to three words that are most like what was typed, the likeliest first; none if nothing is like it. */
    List<String> nearest(CharSequence typed) {
        if (typed.length() > LONGEST_TYPED) {
            return List.of();
        }
        int most = Math.max(1, typed.length() / 2);
        int[] distances = words.stream()
                .mapToInt(word -> Math.abs(word.length() - typed.length()) > most
                        ? Integer.MAX_VALUE
                        : Spelling.distance(word, typed))
                .toArray();
        return IntStream.range(0, SIZE)
                .filter(i -> distances[i] <= most)
                .boxed()
                .sorted(Comparator.comparing(i -> distances[i]))
                .limit(3)
                .map(words::get)
                .toList();
    }
}
