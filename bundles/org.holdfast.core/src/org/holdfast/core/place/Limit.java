// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.place;

import org.holdfast.model.CodeShape;

/**
 * A label that more shards of a codeword share than may be lost together.
 *
 * @param shards how many share it, more than k
 */
public record Limit(Kind kind, String label, int shards, CodeShape shape) {
    /** What is shared. */
    public enum Kind {
        SITE("site"),
        SYSTEM("operating system");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    /** Shards that are left when everything with this label is lost; fewer than m. */
    public int left() {
        return shape.n() - shards;
    }

    /** For people: what would be left, and what is needed. */
    public String text() {
        return kind.word + " '" + label + "' holds " + shards + " of " + shape.n() + " shards: without it " + left()
                + " are left, and " + shape.m() + " are needed";
    }
}
