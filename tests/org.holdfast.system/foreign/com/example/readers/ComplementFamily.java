// SPDX-License-Identifier: EPL-2.0
package com.example.readers;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.holdfast.model.CodeShape;
import org.holdfast.model.FormatId;
import org.holdfast.spi.coding.CodeFamily;
import org.holdfast.spi.coding.Decoded;
import org.holdfast.spi.coding.ErasureCode;
import org.holdfast.spi.coding.Shards;

/** A third party's code, of which Holdfast knows nothing: one parity shard, the complement of the sum of the data. */
public final class ComplementFamily implements CodeFamily {
    @Override
    public FormatId id() {
        return new FormatId(0x9101, "example-complement-v1");
    }

    @Override
    public boolean supports(CodeShape shape) {
        return shape.k() == 1;
    }

    @Override
    public ErasureCode code(CodeShape shape) {
        if (!supports(shape)) {
            throw new IllegalArgumentException("one parity shard, not " + shape);
        }
        return new Complement(shape);
    }

    /** All shards together sum up to ones. */
    private record Complement(CodeShape shape) implements ErasureCode {
        @Override
        public int alignment() {
            return 1;
        }

        @Override
        public void encode(Shards shards) {
            complete(shards, shape.m());
        }

        @Override
        public Decoded reconstruct(Shards shards) {
            if (shards.presentCount() < shape.m()) {
                return new Decoded.NeedMore(shards.presentCount(), shape.m());
            }
            IntStream.range(0, shape.n())
                    .filter(position -> !shards.isPresent(position))
                    .forEach(position -> complete(shards, position));
            return new Decoded.Complete();
        }

        private void complete(Shards shards, int lost) {
            byte[] sum = new byte[shards.length()];
            Arrays.fill(sum, (byte) 0xFF);
            for (int position = 0; position < shape.n(); position++) {
                if (position != lost) {
                    Shards.Slice slice = shards.slice(position);
                    for (int i = 0; i < sum.length; i++) {
                        sum[i] ^= slice.array()[slice.offset() + i];
                    }
                }
            }
            Shards.Slice target = shards.slice(lost);
            System.arraycopy(sum, 0, target.array(), target.offset(), sum.length);
            shards.markPresent(lost);
        }
    }
}
