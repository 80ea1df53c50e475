// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import org.holdfast.model.SegmentId;

/** Brings a whole sealed segment into memory. */
public interface SegmentLoader {
    /**
     * The segment's bytes, from the own disk or from enough partners; the array is the caller's.
     *
     * @throws org.holdfast.model.HoldfastException NOT_ENOUGH_SHARDS (retryable) naming what is missing
     */
    byte[] load(SegmentId id);

    /** How many bytes {@link #load} will bring, as far as is known without loading; else 0. */
    long length(SegmentId id);
}
