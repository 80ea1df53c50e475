// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import org.holdfast.model.SegmentId;

/** Brings a whole sealed segment into memory. */
@FunctionalInterface
public interface SegmentLoader {
    /**
     * The segment's bytes, from the own disk or from enough partners; the array is the caller's.
     *
     * @throws org.holdfast.model.HoldfastException NOT_ENOUGH_SHARDS (retryable) naming what is missing
     */
    byte[] load(SegmentId id);
}
