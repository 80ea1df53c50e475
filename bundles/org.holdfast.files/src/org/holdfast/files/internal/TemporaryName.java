// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.holdfast.files.PathText;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/**
 * Under what name an entry is made before it gets its own. It follows from the final name, so that a later restore finds
 * and removes what a killed one left behind, and two entries made at the same time do not meet.
 */
public final class TemporaryName {
    private static final String PREFIX = ".holdfast-restore-";
    private static final int DIGITS = 32;

    private TemporaryName() {}

    public static Bytes of(Bytes name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.toArray());
            return PathText.bytes(PREFIX + HexFormat.of().formatHex(digest).substring(0, DIGITS));
        } catch (NoSuchAlgorithmException e) {
            throw new HoldfastException(ErrorCode.INTERNAL, "SHA-256", "the virtual machine lacks SHA-256", e);
        }
    }
}
