// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.xor.internal;

import org.holdfast.spi.coding.ErasureCode;
import org.holdfast.spi.coding.Shards;

/** What callers may not hand in. */
final class Checked {
    private Checked() {}

    /** @throws IllegalArgumentException if there are not n shards, or their length is not aligned */
    static void shards(ErasureCode code, Shards shards) {
        if (shards.count() != code.shape().n()) {
            throw new IllegalArgumentException(shards.count() + " shards given to the code " + code.shape());
        }
        if (shards.length() % code.alignment() != 0) {
            throw new IllegalArgumentException(
                    "a shard's length is a multiple of " + code.alignment() + " bytes, not " + shards.length());
        }
    }

    /** @throws IllegalArgumentException also if a data shard is absent */
    static void forEncoding(ErasureCode code, Shards shards) {
        shards(code, shards);
        if (shards.present().nextClearBit(0) < code.shape().m()) {
            throw new IllegalArgumentException("encoding " + code.shape() + " needs all data shards");
        }
    }
}
