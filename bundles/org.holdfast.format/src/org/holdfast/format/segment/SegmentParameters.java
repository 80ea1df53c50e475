// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.segment;

import org.holdfast.format.Chunker;
import org.holdfast.format.GenerationKeys;
import org.holdfast.format.Limits;
import org.holdfast.model.CodeShape;
import org.holdfast.model.Formats;
import org.holdfast.model.Pipeline;
import org.holdfast.spi.crypto.CipherSuite;

/**
 * How a segment is made.
 *
 * @param inner {@link org.holdfast.format.NoCipher} where the inner layer is off
 * @param shape decides the padding: the length is a multiple of m × 16 KiB
 * @param target the segment is at most this long, in bytes; at least 4 MiB
 */
public record SegmentParameters(
        GenerationKeys keys, CipherSuite inner, CodeShape shape, Pipeline pipeline, int target) {
    public SegmentParameters {
        if (pipeline.inner() == inner.id().equals(Formats.NO_CIPHER)) {
            throw new IllegalArgumentException("the inner cipher " + inner.id() + " contradicts " + pipeline);
        }
        if (target < 2 * Chunker.LONGEST || target > Limits.SEGMENT) {
            throw new IllegalArgumentException("a segment has a target of 4 MiB to 64 MiB, not " + target);
        }
    }

    /** Segments are multiples of this: one grain of each data shard. */
    int grain() {
        return shape.m() * Limits.GRAIN;
    }

    /** The longest segment within the target. */
    int capacity() {
        return target / grain() * grain();
    }
}
