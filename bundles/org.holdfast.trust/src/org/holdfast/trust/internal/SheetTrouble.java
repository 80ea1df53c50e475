// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust.internal;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.holdfast.format.identity.RecoveryWords;
import org.holdfast.format.identity.RecoveryWords.UnknownWord;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/**
 * What is said to a person whose sheet cannot be read: which words, and what to do. Right words are
 * never told; suggestions come from the spelling alone.
 */
public final class SheetTrouble {
    private static final Pattern NOT_A_LETTER = Pattern.compile("[^A-Za-z]");
    private static final int SHOWN = 16;

    private SheetTrouble() {}

    /** Words that are none of the list. */
    public static HoldfastException unknown(List<UnknownWord> words) {
        String named = words.stream()
                .map(word -> "word " + word.position() + " is '" + shown(word.typed()) + "', which is no recovery word"
                        + (word.nearest().isEmpty() ? "" : " (perhaps " + String.join(", ", word.nearest()) + ")"))
                .collect(Collectors.joining("; "));
        String subject = words.stream().map(word -> "word " + word.position()).collect(Collectors.joining(", "));
        return new HoldfastException(ErrorCode.SHEET_WRONG_WORD, subject, named + ". Compare them with the sheet");
    }

    /** Words of the list that do not belong together. */
    public static HoldfastException wrong() {
        return new HoldfastException(
                ErrorCode.SHEET_WRONG_WORD,
                "recovery sheet",
                "at least two words are wrong, or two changed places: one alone would have been named. Compare all "
                        + RecoveryWords.COUNT + " with the sheet, and their numbers");
    }

    /** What was typed, made safe to print. */
    public static String shown(String typed) {
        String letters = NOT_A_LETTER.matcher(typed).replaceAll("?");
        return letters.length() > SHOWN ? letters.substring(0, SHOWN) + "…" : letters;
    }

    /** Everything else. */
    public static HoldfastException unreadable(String why) {
        return new HoldfastException(
                ErrorCode.SHEET_UNREADABLE, "recovery sheet", "this is no recovery sheet that can be used: " + why);
    }

    /** A QR code's text that is not as it was made. */
    public static HoldfastException damagedScan(Throwable cause) {
        return new HoldfastException(
                ErrorCode.SHEET_UNREADABLE,
                "recovery sheet",
                "the scanned text is damaged: scan it again, or type the words",
                cause);
    }
}
