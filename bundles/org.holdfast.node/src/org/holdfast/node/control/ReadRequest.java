// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.util.Objects;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/**
 * Which file's beginning is wanted.
 *
 * @param snapshot an id, its beginning, or latest
 * @param path absolute
 * @param mostBytes of it; 0: 256 KiB
 */
public record ReadRequest(String snapshot, String path, long mostBytes) {
    /** More of a file is a restore. */
    public static final long LARGEST = 8L << 20;

    private static final long USUAL = 256L << 10;

    /** What a caller left out is empty. */
    public ReadRequest {
        snapshot = Objects.requireNonNullElse(snapshot, "");
        path = Objects.requireNonNullElse(path, "");
    }

    /** How many bytes. @throws HoldfastException USAGE if that is none or more than {@link #LARGEST} */
    public long wanted() {
        if (mostBytes < 0 || mostBytes > LARGEST) {
            throw new HoldfastException(
                    ErrorCode.USAGE,
                    "most_bytes",
                    "Of a file 1 to " + LARGEST + " bytes can be read, not " + mostBytes + ": restore it for more.");
        }
        return mostBytes == 0 ? USUAL : mostBytes;
    }
}
