// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.coding;

import org.holdfast.model.CodeShape;

/** A systematic erasure code of one shape. Thread-safe and stateless to the caller. */
public interface ErasureCode {
    CodeShape shape();

    /** Shard lengths MUST be a multiple of this many bytes. */
    int alignment();

    /** Computes all parity shards (positions m to n − 1) from the data shards and marks them present. */
    void encode(Shards shards);

    /**
     * Computes every absent shard from those present and marks it present. Absent shards' storage is overwritten only
     * when the answer is {@link Decoded.Complete}.
     */
    Decoded reconstruct(Shards shards);
}
