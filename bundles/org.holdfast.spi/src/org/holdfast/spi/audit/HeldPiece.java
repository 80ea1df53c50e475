// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.audit;

/**
 * A piece as a holder has it; arrays of its own.
 *
 * @param payload as long as the scheme's pieces; what the last piece of a block lacks is zero
 * @param tag {@link AuditShape#TAG_BYTES} bytes; none where blocks of this shape carry no tags
 */
public record HeldPiece(byte[] payload, byte[] tag) {
    private static final byte[] NONE = new byte[0];

    /** One of zeros, to be filled. */
    public static HeldPiece blank(AuditShape shape, Sample sample) {
        int length = shape.pieceLog2() == 0 ? sample.block().payloadLength() : 1 << shape.pieceLog2();
        return new HeldPiece(new byte[length], shape.tagged() ? new byte[AuditShape.TAG_BYTES] : NONE);
    }

    @Override
    public String toString() {
        return "a piece of " + payload.length + " bytes";
    }
}
