// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.holdfast.format.identity.RecoveryWords;

/** The words of a sheet as people type them: in one line, a word a line as they are printed, or anything between. */
final class TypedWords {
    private static final int ALL = RecoveryWords.COUNT;

    private TypedWords() {}

    /**
     * Asks until there are all words, or an empty line ends it; what is wrong with them is said by whoever reads them.
     *
     * @param line shows a prompt and answers what was typed; empty at the end of input
     */
    static String read(Function<String, Optional<String>> line) {
        StringBuilder typed = new StringBuilder();
        String prompt = "Type the " + ALL + " words of the sheet, in order; an empty line ends. Word 1:";
        while (true) {
            Optional<String> more = line.apply(prompt).map(String::strip).filter(text -> !text.isEmpty());
            if (more.isEmpty()) {
                return typed.toString().strip();
            }
            typed.append(more.get()).append(' ');
            long have = words(typed.toString());
            if (have >= ALL) {
                return typed.toString().strip();
            }
            prompt = "Word " + (have + 1) + " of " + ALL + ":";
        }
    }

    /** Numbers that are printed in front of words are none. */
    private static long words(String text) {
        return Arrays.stream(text.split("\\s+"))
                .filter(each -> each.chars().anyMatch(Character::isLetter))
                .count();
    }
}
