// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.selection;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The file by which a folder says that what it holds can be made anew (bford.info/cachedir). */
public final class CacheTag {
    /** How it is called. */
    public static final String NAME = "CACHEDIR.TAG";

    private static final byte[] SIGNATURE =
            "Signature: 8a477f597d28d172789f06886806bc55".getBytes(StandardCharsets.US_ASCII);
    /** So many bytes of it tell. */
    public static final int LENGTH = SIGNATURE.length;

    private CacheTag() {}

    /** Whether a file that begins so is one; a file that is only called so is not. */
    public static boolean isOne(byte[] beginning) {
        return beginning.length >= LENGTH && Arrays.equals(SIGNATURE, Arrays.copyOf(beginning, LENGTH));
    }
}
