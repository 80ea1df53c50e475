// SPDX-License-Identifier: EPL-2.0
package com.example.holdfast.coding.rdp;

import java.util.BitSet;
import org.holdfast.model.CodeShape;
import org.holdfast.spi.coding.Decoded;
import org.holdfast.spi.coding.ErasureCode;
import org.holdfast.spi.coding.Shards;

/**
 * The code of one shape (Corbett and others: Row-Diagonal Parity for Double Disk Failure Correction, FAST 2004). A shard
 * is a row of stripes; {@link Stripe} says what happens in one.
 *
 * @param prime p, the smallest odd prime above m: columns m to p − 2 are taken for zeros
 */
record RdpCode(CodeShape shape, int prime) implements ErasureCode {
    RdpCode(CodeShape shape) {
        this(shape, primeAbove(shape.m()));
    }

    static int primeAbove(int m) {
        int candidate = Math.max(3, m + 1);
        while (!isPrime(candidate)) {
            candidate++;
        }
        return candidate;
    }

    private static boolean isPrime(int number) {
        for (int divisor = 2; divisor * divisor <= number; divisor++) {
            if (number % divisor == 0) {
                return false;
            }
        }
        return true;
    }

    /** The length of a stripe in one shard. */
    @Override
    public int alignment() {
        return (prime - 1) * Stripe.WORD;
    }

    @Override
    public void encode(Shards shards) {
        check(shards);
        if (shards.present().nextClearBit(0) < shape.m()) {
            throw new IllegalArgumentException("encoding " + shape + " needs all data shards");
        }
        BitSet parity = new BitSet();
        parity.set(shape.m(), shape.n());
        restore(shards, parity);
    }

    @Override
    public Decoded reconstruct(Shards shards) {
        check(shards);
        BitSet lost = shards.present();
        lost.flip(0, shape.n());
        if (lost.cardinality() > shape.k()) {
            return new Decoded.NeedMore(shape.n() - lost.cardinality(), shape.m());
        }
        restore(shards, lost);
        return new Decoded.Complete();
    }

    private void restore(Shards shards, BitSet lost) {
        Stripe stripe = new Stripe(prime, shape.m());
        for (int at = 0; at < shards.length() && !lost.isEmpty(); at += alignment()) {
            stripe.restore(shards, lost, at);
        }
        lost.stream().forEach(shards::markPresent);
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
}
