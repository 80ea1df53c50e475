// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.selection;

import java.util.ArrayList;
import java.util.List;

/** What a file of patterns says of its folder and everything below. Immutable. */
public final class IgnoreFile {
    /** The name that is looked for unless a source says another. */
    public static final String USUAL_NAME = ".holdfastignore";
    /** A longer file is not followed, in bytes. */
    public static final int LONGEST = 64 * 1024;
    /** So many characters may be in force at one place, in all files above it together. */
    static final int MOST_IN_FORCE = 4 * LONGEST;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final PatternList patterns;

    private final int length;

    private IgnoreFile(PatternList patterns, int length) {
        this.patterns = patterns;
        this.length = length;
    }

    /** Reads it. Lines that no file could match do nothing. */
    public static IgnoreFile parse(String content) {
        String text = content.startsWith(BYTE_ORDER_MARK) ? content.substring(1) : content;
        List<PathPattern> patterns = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            PathPattern.ofLine(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line)
                    .ifPresent(patterns::add);
        }
        return new IgnoreFile(new PatternList(patterns), text.length());
    }

    int length() {
        return length;
    }

    PatternList patterns() {
        return patterns;
    }
}
