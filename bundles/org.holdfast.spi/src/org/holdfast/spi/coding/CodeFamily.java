// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.coding;

import org.holdfast.model.CodeShape;
import org.holdfast.model.FormatId;

/** One kind of erasure code, as a service. Thread-safe. */
public interface CodeFamily {
    /** The format id written into every block that this code produced; data written under it decode for ever. */
    FormatId id();

    boolean supports(CodeShape shape);

    /**
     * The code of this shape; may be cached, and MAY be used by several threads at once.
     *
     * @throws IllegalArgumentException if {@link #supports} says no
     */
    ErasureCode code(CodeShape shape);
}
