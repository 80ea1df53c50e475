// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.selection;

import java.util.Locale;

/** What somebody looks for, if they wish without caring for capitals. Immutable. */
public final class Sought {
    private final PathPattern pattern;
    private final boolean ignoreCase;

    private Sought(PathPattern pattern, boolean ignoreCase) {
        this.pattern = pattern;
        this.ignoreCase = ignoreCase;
    }

    /**
     * A pattern from the root of all sources on.
     *
     * @throws org.holdfast.model.HoldfastException USAGE for one that finds nothing whatever there is
     */
    public static Sought of(String text, boolean ignoreCase) {
        return new Sought(PathPattern.sought(ignoreCase ? folded(text) : text), ignoreCase);
    }

    /** @param path without a slash in front */
    public boolean matches(String path, boolean folder) {
        return pattern.matches(ignoreCase ? folded(path) : path, folder);
    }

    /** Capitals first, as some letters have several small ones. */
    private static String folded(String text) {
        return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
