// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.block;

import java.util.Arrays;
import org.holdfast.format.GenerationKeys;
import org.holdfast.spi.audit.AuditScheme;
import org.holdfast.spi.audit.AuditShape;

/**
 * The tags that a block gets, as its header names them.
 *
 * @param scheme makes them
 * @param suite number of the scheme's format; 0 for one without tags
 * @param log2 binary logarithm of a piece's length; 0 without tags
 */
record Tagging(AuditScheme scheme, int suite, int log2) {
    static Tagging of(AuditScheme scheme) {
        AuditShape shape = scheme.shape();
        return shape.tagged()
                ? new Tagging(scheme, scheme.id().number(), shape.pieceLog2())
                : new Tagging(scheme, 0, 0);
    }

    byte[] tags(GenerationKeys keys, AuditKeys of, byte[] payload, int length) {
        if (suite == 0) {
            return new byte[0];
        }
        byte[] shared = of.shared(keys);
        byte[] own = of.block(keys);
        try {
            byte[] tags = scheme.owner(shared).mark(own, payload, length).tags();
            if (tags.length != scheme.shape().tagsLength(length)) {
                throw new IllegalStateException(scheme.id() + " made " + tags.length + " bytes of tags of " + length);
            }
            return tags;
        } finally {
            Arrays.fill(shared, (byte) 0);
            Arrays.fill(own, (byte) 0);
        }
    }
}
