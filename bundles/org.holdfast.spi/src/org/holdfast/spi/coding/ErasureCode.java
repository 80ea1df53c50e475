// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.coding;

import java.util.BitSet;
import org.holdfast.model.CodeShape;

/**
 * A systematic erasure code of one shape. Thread-safe and stateless to the caller.
 *
 * <p>No code restores a codeword from fewer than m shards. An <em>optimal</em> one does it from any m. Others need some
 * more for some losses: {@link #alwaysEnough} says how many do whichever they are, {@link #restores} whether certain
 * ones do.
 */
public interface ErasureCode {
    CodeShape shape();

    /** Shard lengths MUST be a multiple of this many bytes. */
    int alignment();

    /**
     * The least number such that any so many shards restore the others; from m to n, and m for an optimal code. So many
     * of n may always be lost: n − {@code alwaysEnough()}.
     */
    default int alwaysEnough() {
        return shape().m();
    }

    /**
     * Whether {@link #reconstruct} of shards with these present would be complete. MUST be true for
     * {@link #alwaysEnough} shards and more, and MUST be false for fewer than m. Codes that are not optimal override
     * it.
     *
     * @param present positions, all below n
     */
    default boolean restores(BitSet present) {
        return present.cardinality() >= alwaysEnough();
    }

    /** Computes all parity shards (positions m to n − 1) from the data shards and marks them present. */
    void encode(Shards shards);

    /**
     * Computes every absent shard from those present and marks it present. Absent shards' storage is overwritten only
     * when the answer is {@link Decoded.Complete}.
     */
    Decoded reconstruct(Shards shards);

    /**
     * Finds which of the present shards are wrong, sets them right, and computes the absent ones. A code that supports
     * this MUST do so if no more than ⌊(present − m) / 2⌋ of the present shards are wrong, whichever they are and
     * however they were changed; for a code that needs more than any m shards its own description says how many.
     *
     * <p>Of more wrong shards it SHOULD say {@link Correction.Uncorrectable}, and MAY take another codeword for the
     * right one: where the bytes matter, something outside the code has to confirm them. Shards' storage is overwritten
     * only when the answer is {@link Correction.Corrected}. Slower than {@link #reconstruct}: a last resort.
     */
    default Correction correct(Shards shards) {
        return new Correction.Unsupported();
    }
}
