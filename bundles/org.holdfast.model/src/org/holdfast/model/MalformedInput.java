// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

/** Bytes that are not what they claim to be. Thrown by every decoder; never for a version from the future. */
public final class MalformedInput extends HoldfastException {
    private static final long serialVersionUID = 1L;
    private final long offset;

    /**
     * @param what the structure that was read, such as {@code block header}
     * @param offset where in it, in bytes
     * @param why what was found and what was wanted
     */
    public MalformedInput(String what, long offset, String why) {
        super(ErrorCode.MALFORMED_INPUT, what, what + " is malformed at byte " + offset + ": " + why);
        this.offset = offset;
    }

    public long offset() {
        return offset;
    }
}
