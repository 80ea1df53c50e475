// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import java.nio.charset.StandardCharsets;

/**
 * What names may look like: others' names are shown on screens and paper, so they must not be able to play tricks.
 * Stateless.
 */
public final class Labels {
    /** Longest name, in bytes of UTF-8. */
    public static final int NAME = 64;

    /** Longest site label, in characters, all ASCII. */
    public static final int SITE = 64;

    private Labels() {}

    /** A name of a machine or confederation. @throws IllegalArgumentException if it cannot be one */
    public static String name(String name) {
        if (name.isBlank() || !name.equals(name.strip()) || name.codePoints().anyMatch(Labels::invisible)) {
            throw new IllegalArgumentException("a name has visible characters, and no space around them");
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > NAME) {
            throw new IllegalArgumentException("a name has at most " + NAME + " bytes");
        }
        return name;
    }

    /** A site label, as in {@link org.holdfast.model.Domains}. @throws IllegalArgumentException if it cannot be one */
    public static String site(String site) {
        if (site.isBlank() || site.length() > SITE || site.chars().anyMatch(c -> c < 32 || c > 126)) {
            throw new IllegalArgumentException("a site is 1 to " + SITE + " printable ASCII characters");
        }
        return site;
    }

    private static boolean invisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
