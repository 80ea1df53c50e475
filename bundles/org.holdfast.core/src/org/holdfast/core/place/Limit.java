// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.place;

import org.holdfast.model.CodeShape;
import org.holdfast.model.Domains;

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

    /** Whether a node with these labels is one of those that share it. */
    public boolean concerns(Domains domains) {
        return label.equals(
                switch (kind) {
                    case SITE -> domains.site();
                    case SYSTEM -> domains.osFamily();
                });
    }

    /** For people: what is shared, by how many, and how many may be lost. */
    public String text() {
        return "limited by " + kind.word + " '" + label + "': " + shards + " of " + shape.n()
                + " shards of a codeword stand there, " + shape.k() + " may be lost";
    }
}
