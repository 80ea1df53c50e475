// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.xor.internal;

import org.holdfast.model.CodeShape;
import org.holdfast.spi.coding.Decoded;
import org.holdfast.spi.coding.ErasureCode;
import org.holdfast.spi.coding.Shards;
import org.holdfast.spi.coding.Shards.Slice;

/** All shards are equal: whatever is absent is copied from the first that is there. */
public record ReplicationCode(CodeShape shape) implements ErasureCode {
    @Override
    public int alignment() {
        return 1;
    }

    @Override
    public void encode(Shards shards) {
        Checked.forEncoding(this, shards);
        for (int position = 1; position < shape.n(); position++) {
            copy(shards, 0, position);
        }
    }

    @Override
    public Decoded reconstruct(Shards shards) {
        Checked.shards(this, shards);
        int from = shards.present().nextSetBit(0);
        if (from < 0) {
            return new Decoded.NeedMore(0, 1);
        }
        for (int position = 0; position < shape.n(); position++) {
            if (!shards.isPresent(position)) {
                copy(shards, from, position);
            }
        }
        return new Decoded.Complete();
    }

    private static void copy(Shards shards, int from, int to) {
        Slice source = shards.slice(from);
        Slice target = shards.slice(to);
        System.arraycopy(source.array(), source.offset(), target.array(), target.offset(), shards.length());
        shards.markPresent(to);
    }
}
