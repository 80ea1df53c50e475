// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Shell patterns over paths: {@code *} and {@code ?} stay within a name, {@code **} crosses folders, {@code [a-z]}
 * stands for one character. A pattern without a slash matches the last name of a path anywhere. Immutable.
 */
public final class Globs {
    private final List<Pattern> patterns;

    public Globs(List<String> globs) {
        this.patterns = globs.stream().map(Globs::compile).toList();
    }

    /** @param path with slashes, without a leading one */
    public boolean match(String path) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(path).matches());
    }

    static Pattern compile(String glob) {
        String wanted = glob.startsWith("/") ? glob.substring(1) : glob;
        StringBuilder regex = new StringBuilder(glob.contains("/") ? "" : "(?:.*/)?");
        for (int at = 0; at < wanted.length(); at++) {
            char c = wanted.charAt(at);
            switch (c) {
                case '*' -> {
                    boolean across = wanted.startsWith("**", at);
                    boolean folders = wanted.startsWith("**/", at);
                    regex.append(folders ? "(?:.*/)?" : across ? ".*" : "[^/]*");
                    at += folders ? 2 : across ? 1 : 0;
                }
                case '?' -> regex.append("[^/]");
                case '[' -> at = bracket(wanted, at, regex);
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    /** Appends a set of characters and answers where it ends; an unclosed bracket stands for itself. */
    private static int bracket(String glob, int start, StringBuilder regex) {
        int end = glob.indexOf(']', start + 2);
        if (end < 0) {
            regex.append("\\[");
            return start;
        }
        String set = glob.substring(start + 1, end)
                .replace("\\", "\\\\")
                .replace("[", "\\[")
                .replace("&&", "&\\&");
        regex.append('[')
                .append(set.startsWith("!") ? "^" + set.substring(1) : set)
                .append(']');
        return end;
    }
}
