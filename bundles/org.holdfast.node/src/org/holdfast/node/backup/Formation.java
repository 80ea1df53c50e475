// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import org.holdfast.model.CodeShape;
import org.holdfast.model.FormatSet;
import org.holdfast.model.Pipeline;

/**
 * How the next segment of a class is written; another one may be written otherwise, as soon as somebody says so.
 *
 * @param audit number of the audit scheme that marks its blocks
 */
public record Formation(FormatSet formats, CodeShape shape, Pipeline pipeline, int audit) {
    public Formation {
        if (pipeline.inner() == (formats.inner() == 0) || pipeline.outer() == (formats.outer() == 0)) {
            throw new IllegalArgumentException(formats + " contradicts " + pipeline);
        }
    }
}
