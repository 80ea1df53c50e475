// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.durability;

/**
 * What a failure domain that holds several shards adds to the expected loss.
 *
 * @param shards of one codeword that lie in it
 * @param lossPerYear through the loss of the whole domain
 */
public record SharedRisk(Kind kind, String label, int shards, double lossPerYear) {
    /** What is shared. */
    public enum Kind {
        SITE("site"),
        SYSTEM("operating system");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    String text() {
        return kind.word + " '" + label + "': " + Figure.of(lossPerYear);
    }
}
