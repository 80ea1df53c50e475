// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.audit;

/**
 * What marking a block made; arrays of its own.
 *
 * @param tags go to the holder with the block; {@link AuditShape#tagsLength} bytes
 * @param kept stays with the owner; {@link AuditShape#kept} bytes for each piece
 */
public record Marks(byte[] tags, byte[] kept) {
    /** Nothing at all. */
    public static final Marks NONE = new Marks(new byte[0], new byte[0]);

    @Override
    public String toString() {
        return tags.length + " bytes of tags, " + kept.length + " bytes kept";
    }
}
