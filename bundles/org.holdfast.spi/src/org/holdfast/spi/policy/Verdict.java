// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.policy;

/** What a criterion says of a candidate. */
public sealed interface Verdict {
    String reason();

    /** Never this one. */
    record Reject(String reason) implements Verdict {}

    /** No opinion: as if the criterion were not there. */
    record Abstain(String reason) implements Verdict {}

    /** From 0 (last choice) to 1 (best); the node multiplies the scores of all criteria. */
    record Score(double value, String reason) implements Verdict {
        public Score {
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException("a score lies between 0 and 1, not " + value);
            }
        }
    }
}
