// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.reedsolomon.internal;

import org.holdfast.model.CodeShape;
import org.holdfast.spi.coding.Correction;
import org.holdfast.spi.coding.Decoded;
import org.holdfast.spi.coding.ErasureCode;
import org.holdfast.spi.coding.Shards;

/**
 * One shape of {@code rs-cauchy-v1}. Programs are built when first wanted and kept: the encoder's for ever, of the
 * decoders' (one per set of present shards) those used last.
 */
public final class ReedSolomonCode implements ErasureCode {
    private static final int DECODERS_KEPT = 64;

    private final CodeShape shape;
    private final StripeProgram encoder;
    private final Lru<Long, StripeProgram> decoders;
    private final ColumnDecoder columns;

    public ReedSolomonCode(CodeShape shape) {
        ParityMatrix matrix = ParityMatrix.of(shape);
        this.shape = shape;
        encoder = Rebuild.program(shape, matrix, first(shape.m()));
        columns = new ColumnDecoder(shape, matrix);
        decoders = new Lru<>(DECODERS_KEPT, present -> Rebuild.program(shape, matrix, present));
    }

    @Override
    public CodeShape shape() {
        return shape;
    }

    @Override
    public int alignment() {
        return StripeProgram.STRIPE;
    }

    @Override
    public void encode(Shards shards) {
        check(shards);
        long data = first(shape.m());
        if ((present(shards) & data) != data) {
            throw new IllegalArgumentException("encoding " + shape + " needs all data shards");
        }
        encoder.run(shards);
        markAll(shards);
    }

    @Override
    public Decoded reconstruct(Shards shards) {
        check(shards);
        long present = present(shards);
        int have = Long.bitCount(present);
        if (have < shape.m()) {
            return new Decoded.NeedMore(have, shape.m());
        }
        if (have < shape.n()) {
            decoders.get(present).run(shards);
            markAll(shards);
        }
        return new Decoded.Complete();
    }

    @Override
    public Correction correct(Shards shards) {
        check(shards);
        long present = present(shards);
        if (Long.bitCount(present) < shape.m()) {
            return new Correction.Uncorrectable(
                    Long.bitCount(present) + " shards are present, and " + shape + " needs " + shape.m());
        }
        Correction correction = new ErrorCorrection(shape, columns, decoders::get, shards, present).run();
        if (correction instanceof Correction.Corrected) {
            markAll(shards);
        }
        return correction;
    }

    private void check(Shards shards) {
        if (shards.count() != shape.n()) {
            throw new IllegalArgumentException(shards.count() + " shards given to the code " + shape);
        }
        if (shards.length() % alignment() != 0) {
            throw new IllegalArgumentException(
                    "a shard's length is a multiple of " + alignment() + " bytes, not " + shards.length());
        }
    }

    private void markAll(Shards shards) {
        for (int position = 0; position < shape.n(); position++) {
            shards.markPresent(position);
        }
    }

    private static long first(int positions) {
        return -1L >>> (Long.SIZE - positions);
    }

    private long present(Shards shards) {
        long[] words = shards.present().toLongArray();
        return words.length == 0 ? 0 : words[0] & first(shape.n());
    }
}
