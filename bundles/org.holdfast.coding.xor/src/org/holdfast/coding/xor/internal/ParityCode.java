// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.xor.internal;

import org.holdfast.model.CodeShape;
import org.holdfast.spi.coding.Decoded;
import org.holdfast.spi.coding.ErasureCode;
import org.holdfast.spi.coding.Shards;

/** The sum of all shards of a codeword is 0, so each of them is the sum of the others. */
public record ParityCode(CodeShape shape) implements ErasureCode {
    @Override
    public int alignment() {
        return Sum.WORD;
    }

    @Override
    public void encode(Shards shards) {
        Checked.forEncoding(this, shards);
        Sum.ofOthers(shards, shape.m());
        shards.markPresent(shape.m());
    }

    @Override
    public Decoded reconstruct(Shards shards) {
        Checked.shards(this, shards);
        int absent = shards.present().nextClearBit(0);
        if (absent < shape.n()) {
            int have = shards.present().get(0, shape.n()).cardinality();
            if (have < shape.m()) {
                return new Decoded.NeedMore(have, shape.m());
            }
            Sum.ofOthers(shards, absent);
            shards.markPresent(absent);
        }
        return new Decoded.Complete();
    }
}
