// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.audit;

/**
 * A piece that a challenge asks for.
 *
 * @param piece number in its block, from 0; always 0 where a whole block is one piece
 * @param order when it was drawn, from 1; two samples of one challenge never share it, and a part of the samples keeps it
 */
public record Sample(AuditedBlock block, int piece, int order) {
    public Sample {
        if (piece < 0 || order < 1) {
            throw new IllegalArgumentException("pieces count from 0, the order of drawing from 1");
        }
    }
}
