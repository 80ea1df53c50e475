// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.coding;

import java.util.BitSet;

/** How the search for shards that are wrong, nobody knows which, ended. */
public sealed interface Correction {
    /**
     * Every shard is present and fits the others now.
     *
     * @param wrong positions of shards that were present and wrong somewhere; copied
     */
    record Corrected(BitSet wrong) implements Correction {
        public Corrected {
            wrong = (BitSet) wrong.clone();
        }

        @Override
        public BitSet wrong() {
            return (BitSet) wrong.clone();
        }
    }

    /** The shards do not fit each other, and too many are wrong to say which. Nothing was written. */
    record Uncorrectable(String reason) implements Correction {}

    /** This code mends shards that are known to be lost, and no others. Nothing was written. */
    record Unsupported() implements Correction {}
}
