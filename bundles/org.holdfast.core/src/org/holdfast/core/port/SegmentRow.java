// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.port;

import java.time.Instant;
import org.holdfast.model.BlockClass;
import org.holdfast.model.CodeShape;
import org.holdfast.model.FormatSet;
import org.holdfast.model.Formats;
import org.holdfast.model.Pipeline;
import org.holdfast.model.SegmentId;

/**
 * A segment of the owner.
 *
 * @param formats what reading it takes
 * @param shardLength in bytes
 */
public record SegmentRow(
        SegmentId id,
        BlockClass blockClass,
        int keyGeneration,
        FormatSet formats,
        CodeShape shape,
        Pipeline pipeline,
        int shardLength,
        SegmentState state,
        Instant created) {
    /** Receipts with which it counts as protected (promise P2); of a code that wants more than any m shards, all. */
    public int protectedAt() {
        return Formats.isOptimal(formats.code()) ? shape.protectedAt() : shape.n();
    }
}
