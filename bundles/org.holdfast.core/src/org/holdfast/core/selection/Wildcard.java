// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pattern as a small automaton that is run over a path, all its states at once: a path of n characters and a pattern
 * of m cost at most n·m steps, whatever somebody writes into a file of patterns. Backtracking, as regular expressions do
 * it, would take exponential time for {@code *a*a*a*a*b}.
 */
final class Wildcard {
    /** What a state does with a character. */
    private sealed interface Part {
        /** Takes this character. */
        record One(int character) implements Part {}

        /** Takes any character but a slash. */
        record Any() implements Part {}

        /** Takes a character of a set, never a slash. */
        record OneOf(CharacterSet set) implements Part {}

        /** Takes any number of characters but slashes. */
        record Star() implements Part {}

        /** Lets the {@link Folders} behind it be left out. */
        record Optionally() implements Part {}

        /** Takes any characters up to a slash, and that. */
        record Folders() implements Part {}

        /** Takes everything that is left. */
        record Rest() implements Part {}
    }

    private final List<Part> parts;

    private Wildcard(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** Empty if nothing can match it: a bracket or an escape that does not end. */
    static Optional<Wildcard> compile(String pattern) {
        int[] text = pattern.codePoints().toArray();
        List<Part> parts = new ArrayList<>();
        for (int at = 0; at < text.length; ) {
            switch (text[at]) {
                case '*' -> at = stars(text, at, parts);
                case '?' -> {
                    parts.add(new Part.Any());
                    at++;
                }
                case '[' -> {
                    Optional<CharacterSet> set = CharacterSet.read(text, at);
                    if (set.isEmpty()) {
                        return Optional.empty();
                    }
                    parts.add(new Part.OneOf(set.get()));
                    at = set.get().end();
                }
                case '\\' -> {
                    if (at + 1 == text.length) {
                        return Optional.empty();
                    }
                    parts.add(new Part.One(text[at + 1]));
                    at += 2;
                }
                default -> parts.add(new Part.One(text[at++]));
            }
        }
        return Optional.of(new Wildcard(parts));
    }

    /** Two or more stars cross folders where they are a whole component; elsewhere they are as one. */
    private static int stars(int[] text, int start, List<Part> parts) {
        int end = start;
        while (end < text.length && text[end] == '*') {
            end++;
        }
        boolean whole = end - start > 1 && (start == 0 || text[start - 1] == '/');
        if (whole && end == text.length) {
            parts.add(new Part.Rest());
            return end;
        }
        if (whole && text[end] == '/') {
            parts.add(new Part.Optionally());
            parts.add(new Part.Folders());
            return end + 1;
        }
        parts.add(new Part.Star());
        return end;
    }

    boolean matches(String text) {
        return run(text)[parts.size()];
    }

    /** Whether something that begins with this text can match. */
    boolean mayBegin(String text) {
        for (boolean alive : run(text)) {
            if (alive) {
                return true;
            }
        }
        return false;
    }

    private boolean[] run(String text) {
        boolean[] now = new boolean[parts.size() + 1];
        reach(now, 0);
        for (int at = 0; at < text.length(); ) {
            int character = text.codePointAt(at);
            at += Character.charCount(character);
            boolean[] next = new boolean[now.length];
            for (int state = 0; state < parts.size(); state++) {
                if (now[state]) {
                    step(state, character, next);
                }
            }
            now = next;
        }
        return now;
    }

    private void step(int state, int character, boolean[] next) {
        switch (parts.get(state)) {
            case Part.One(int wanted) -> reachIf(character == wanted, next, state + 1);
            case Part.Any any -> reachIf(character != '/', next, state + 1);
            case Part.OneOf(CharacterSet set) -> reachIf(set.has(character), next, state + 1);
            case Part.Star star -> reachIf(character != '/', next, state);
            case Part.Optionally optionally -> {}
            case Part.Folders folders -> {
                reach(next, state);
                reachIf(character == '/', next, state + 1);
            }
            case Part.Rest rest -> reach(next, state);
        }
    }

    private void reachIf(boolean taken, boolean[] states, int state) {
        if (taken) {
            reach(states, state);
        }
    }

    /** Marks a state and those that are reached from it without a character. */
    private void reach(boolean[] states, int first) {
        for (int state = first; !states[state]; state++) {
            states[state] = true;
            if (state == parts.size()) {
                return;
            }
            Part part = parts.get(state);
            if (part instanceof Part.Optionally) {
                reach(states, state + 2);
            } else if (!(part instanceof Part.Star || part instanceof Part.Rest)) {
                return;
            }
        }
    }
}
