// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.holdfast.format.identity.RecoveryWords;
import org.jspecify.annotations.Nullable;

/**
 * Finds the 26 words in a text: between the two headings if it has them, else everywhere. Words may have their numbers
 * before them ("7. word", "7word", "7 word"), and then stand in any order; words without a number follow the last one.
 * Punctuation and the case of headings do not matter.
 */
public final class SheetWords {
    private static final String SEPARATORS = ".,:;)(|";

    private final List<CharSequence> lines;
    private final @Nullable CharSequence[] words = new @Nullable CharSequence[RecoveryWords.COUNT];
    private int next;

    /** @param lines of the whole text; windows of them are kept */
    public SheetWords(List<CharSequence> lines) {
        this.lines = lines;
    }

    /** @throws org.holdfast.model.HoldfastException SHEET_UNREADABLE if there are not 26 */
    public List<CharSequence> collect() {
        for (CharSequence line : region()) {
            tokens(line);
        }
        if (next == 0) {
            throw SheetTrouble.unreadable("there are no recovery words in it");
        }
        String missing = IntStream.range(0, words.length)
                .filter(i -> words[i] == null)
                .mapToObj(i -> String.valueOf(i + 1))
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw SheetTrouble.unreadable("of its " + words.length + " words these are missing: " + missing);
        }
        return Arrays.stream(words).map(Objects::requireNonNull).toList();
    }

    private List<CharSequence> region() {
        int from = 0;
        while (from < lines.size() && !startsWords(lines.get(from))) {
            from++;
        }
        if (from == lines.size()) {
            return lines;
        }
        int to = from + 1;
        while (to < lines.size() && !endsWords(lines.get(to))) {
            to++;
        }
        return lines.subList(from + 1, to);
    }

    static boolean startsWords(CharSequence line) {
        return starts(line, SheetPage.WORDS);
    }

    /** The heading after the words, or the next one if a scan has lost that. */
    static boolean endsWords(CharSequence line) {
        return starts(line, SheetPage.WORDS_END) || starts(line, SheetPage.PARTNERS);
    }

    /** Whether a line starts with a heading, whatever its case and spaces, and what signs stand before it. */
    private static boolean starts(CharSequence line, String heading) {
        int at = 0;
        while (at < line.length() && !Character.isLetter(line.charAt(at))) {
            at++;
        }
        for (int i = 0; i < heading.length(); i++) {
            int after = heading.charAt(i) == ' ' ? skipSpaces(line, at) : at + 1;
            boolean same = heading.charAt(i) == ' '
                    ? after > at
                    : at < line.length() && Character.toUpperCase(line.charAt(at)) == heading.charAt(i);
            if (!same) {
                return false;
            }
            at = after;
        }
        return true;
    }

    private static int skipSpaces(CharSequence line, int from) {
        int at = from;
        while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        return at;
    }

    private void tokens(CharSequence line) {
        int start = 0;
        for (int i = 0; i <= line.length(); i++) {
            if (i == line.length() || separates(line.charAt(i))) {
                if (i > start) {
                    token(line.subSequence(start, i));
                }
                start = i + 1;
            }
        }
    }

    private static boolean separates(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || SEPARATORS.indexOf(c) >= 0;
    }

    /** Signs at its ends are dropped; inside a word they are a part of it, as a scan may misread a letter. */
    private void token(CharSequence signs) {
        int start = 0;
        int end = signs.length();
        while (start < end && !Character.isLetterOrDigit(signs.charAt(start))) {
            start++;
        }
        while (end > start && !Character.isLetterOrDigit(signs.charAt(end - 1))) {
            end--;
        }
        CharSequence token = signs.subSequence(start, end);
        int digits = 0;
        while (digits < token.length() && token.charAt(digits) >= '0' && token.charAt(digits) <= '9') {
            digits++;
        }
        if (digits > 0) {
            number(token.subSequence(0, digits));
        }
        if (digits < token.length()) {
            word(token.subSequence(digits, token.length()));
        }
    }

    private void number(CharSequence digits) {
        int number = digits.length() > 2 ? 0 : Integer.parseInt(digits, 0, digits.length(), 10);
        if (number < 1 || number > words.length) {
            throw SheetTrouble.unreadable("it has numbers that are not from 1 to " + words.length);
        }
        next = number - 1;
    }

    private void word(CharSequence word) {
        if (next == words.length) {
            throw SheetTrouble.unreadable("it has more than " + words.length + " words");
        }
        if (words[next] != null) {
            throw SheetTrouble.unreadable("word " + (next + 1) + " comes twice");
        }
        words[next++] = word;
    }
}
