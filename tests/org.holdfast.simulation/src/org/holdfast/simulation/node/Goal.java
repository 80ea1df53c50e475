// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.node;

import org.holdfast.model.ByteCount;
import org.holdfast.model.CodeShape;

/**
 * What each machine wants.
 *
 * @param partners agreements that it looks for
 * @param segments that it stores
 */
public record Goal(CodeShape shape, int partners, int segments) {
    /** What two partners reserve for each other. */
    static final ByteCount RESERVED = ByteCount.mebibytes(1);

    /** Agreements are renewed until they have this version. */
    public static final int LAST_VERSION = 3;

    /** Agreements beyond which a machine declines. */
    static final int MOST_PARTNERS = 9;
}
