// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/** What stands between brackets in a pattern: {@code [a-z]}, {@code [!a]}, {@code [[:digit:]]}; never a slash. */
final class CharacterSet {
    private final boolean negated;
    private final List<IntPredicate> parts;
    private final int end;

    private CharacterSet(boolean negated, List<IntPredicate> parts, int end) {
        this.negated = negated;
        this.parts = List.copyOf(parts);
        this.end = end;
    }

    /** Where the text goes on behind the closing bracket. */
    int end() {
        return end;
    }

    boolean has(int character) {
        return character != '/' && parts.stream().anyMatch(each -> each.test(character)) != negated;
    }

    /** Reads the set whose bracket opens at {@code open}; empty if it does not end, or names an unknown class. */
    static Optional<CharacterSet> read(int[] text, int open) {
        int first = open + 1;
        boolean negated = first < text.length && (text[first] == '!' || text[first] == '^');
        return new Reader(text, negated ? first + 1 : first).read(negated);
    }

    /** Where a set is being read. */
    private static final class Reader {
        private final int[] text;
        private final List<IntPredicate> parts = new ArrayList<>();
        private int at;
        /** The character before, where a range may begin; −1 if none may. */
        private int before = -1;

        Reader(int[] text, int at) {
            this.text = text;
            this.at = at;
        }

        Optional<CharacterSet> read(boolean negated) {
            do {
                if (at >= text.length || !readPart()) {
                    return Optional.empty();
                }
            } while (at >= text.length || text[at] != ']');
            return Optional.of(new CharacterSet(negated, parts, at + 1));
        }

        private boolean readPart() {
            if (text[at] == '[' && at + 1 < text.length && text[at + 1] == ':') {
                return readClass();
            }
            if (text[at] == '-' && before >= 0 && at + 1 < text.length && text[at + 1] != ']') {
                at++;
                return readRange(before);
            }
            if (text[at] == '\\' && ++at >= text.length) {
                return false;
            }
            only(text[at++]);
            return true;
        }

        private boolean readRange(int from) {
            if (text[at] == '\\' && ++at >= text.length) {
                return false;
            }
            int to = text[at++];
            parts.add(character -> character >= from && character <= to);
            before = -1;
            return true;
        }

        private boolean readClass() {
            int close = at + 2;
            while (close < text.length && text[close] != ']') {
                close++;
            }
            if (close >= text.length) {
                return false;
            }
            if (close == at + 2 || text[close - 1] != ':') { // no class after all: the bracket stands for itself
                only(text[at++]);
                return true;
            }
            Optional<IntPredicate> named = classOf(new String(text, at + 2, close - 1 - (at + 2)));
            named.ifPresent(parts::add);
            at = close + 1;
            before = -1;
            return named.isPresent();
        }

        private void only(int wanted) {
            parts.add(character -> character == wanted);
            before = wanted;
        }
    }

    /** The classes of POSIX, over ASCII. */
    private static Optional<IntPredicate> classOf(String name) {
        IntPredicate digit = c -> c >= '0' && c <= '9';
        IntPredicate upper = c -> c >= 'A' && c <= 'Z';
        IntPredicate lower = c -> c >= 'a' && c <= 'z';
        IntPredicate letter = upper.or(lower);
        IntPredicate graph = c -> c > ' ' && c < 0x7f;
        return switch (name) {
            case "alnum" -> Optional.of(letter.or(digit));
            case "alpha" -> Optional.of(letter);
            case "blank" -> Optional.of(c -> c == ' ' || c == '\t');
            case "cntrl" -> Optional.of(c -> c < ' ' || c == 0x7f);
            case "digit" -> Optional.of(digit);
            case "graph" -> Optional.of(graph);
            case "lower" -> Optional.of(lower);
            case "print" -> Optional.of(graph.or(c -> c == ' '));
            case "punct" -> Optional.of(graph.and(letter.or(digit).negate()));
            case "space" -> Optional.of(c -> c == ' ' || c >= '\t' && c <= '\r');
            case "upper" -> Optional.of(upper);
            case "xdigit" -> Optional.of(digit.or(c -> c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'));
            default -> Optional.empty();
        };
    }
}
