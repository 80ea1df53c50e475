// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.selection;

import java.util.Optional;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/**
 * One pattern, written as in a {@code .gitignore}. {@code *} and {@code ?} stay within a name, {@code [a-z]} stands for
 * one character, a backslash takes the next one as it is. Without a slash, save one at its end, it is about the name
 * alone, at any depth; with one it is about the path from where it was written. {@code **} as a whole component crosses
 * folders. A slash at the end: folders only. A {@code !} in front: takes back what an earlier pattern left out. Unlike
 * git, {@code ?} stands for a character, not a byte. Immutable.
 */
public final class PathPattern {
    /** A longer one matches nothing, in characters: no path has such a component, and automatons take memory. */
    static final int LONGEST = 4_096;

    static final String CANNOT_MATCH =
            "cannot match anything: it is empty, too long, or a bracket or an escape in it does"
                    + " not end. A backslash before '[' takes it as it is.";

    private final String text;
    private final boolean negated;
    private final boolean foldersOnly;
    private final boolean anywhere;
    private final String glob;
    private final boolean literal;
    private final Optional<Wildcard> wildcard;

    private PathPattern(String text, String given, boolean negated) {
        this.text = text;
        this.negated = negated;
        this.foldersOnly = given.endsWith("/");
        String bare = foldersOnly ? given.substring(0, given.length() - 1) : given;
        this.anywhere = !bare.contains("/");
        this.glob = bare.startsWith("/") ? bare.substring(1) : bare;
        this.literal = glob.chars().noneMatch(each -> "*?[\\".indexOf(each) >= 0);
        this.wildcard = glob.length() > LONGEST ? Optional.empty() : Wildcard.compile(glob);
    }

    /** A pattern as people write it on a command line. */
    static PathPattern of(String text) {
        boolean negated = text.startsWith("!");
        return new PathPattern(text, negated ? text.substring(1) : text, negated);
    }

    /**
     * What somebody looks for, from the root of all sources on.
     *
     * @throws HoldfastException USAGE for a pattern that finds nothing whatever there is
     */
    public static PathPattern sought(String text) {
        PathPattern sought = of(text);
        if (sought.isVoid()) {
            throw new HoldfastException(ErrorCode.USAGE, text, "The pattern '" + text + "' " + CANNOT_MATCH);
        }
        if (sought.isNegated()) {
            throw new HoldfastException(
                    ErrorCode.USAGE,
                    text,
                    "The pattern '" + text
                            + "' takes back what another one found, and there is none. A name that begins"
                            + " with '!' is '\\" + text + "'.");
        }
        return sought;
    }

    /** A line of a file of patterns; empty if it says nothing: a blank one, or a comment behind {@code #}. */
    static Optional<PathPattern> ofLine(String line) {
        String bare = withoutSpaces(line);
        return line.startsWith("#") || bare.isEmpty() ? Optional.empty() : Optional.of(of(bare));
    }

    /** Spaces at the end count only behind a backslash. */
    private static String withoutSpaces(String line) {
        int kept = 0;
        for (int at = 0; at < line.length(); at++) {
            if (line.charAt(at) == '\\' && at + 1 < line.length()) {
                at++;
                kept = at + 1;
            } else if (line.charAt(at) != ' ') {
                kept = at + 1;
            }
        }
        return line.substring(0, kept);
    }

    /** As it was written. */
    String text() {
        return text;
    }

    boolean isNegated() {
        return negated;
    }

    /** The one path that it is about; empty if it is about more, or names. */
    Optional<String> literalPath() {
        return literal && !anywhere ? Optional.of(glob) : Optional.empty();
    }

    /** Whether nothing at all can match it. */
    boolean isVoid() {
        return wildcard.isEmpty() || glob.isEmpty();
    }

    boolean isFoldersOnly() {
        return foldersOnly;
    }

    /** @param path from where the pattern was written, without a slash in front */
    public boolean matches(String path, boolean folder) {
        return matches(path, path.substring(path.lastIndexOf('/') + 1), folder);
    }

    /** @param path from where the pattern was written, without a slash in front; its last component is {@code name} */
    boolean matches(String path, String name, boolean folder) {
        if (foldersOnly && !folder) {
            return false;
        }
        String subject = anywhere ? name : path;
        return literal && !isVoid()
                ? subject.equals(glob)
                : wildcard.filter(each -> each.matches(subject)).isPresent();
    }

    /** Whether something below this folder can match. */
    boolean mayMatchBelow(String folder) {
        return anywhere || wildcard.filter(each -> each.mayBegin(folder + "/")).isPresent();
    }
}
