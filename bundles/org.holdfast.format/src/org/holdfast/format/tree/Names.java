// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.tree;

import java.util.Arrays;
import java.util.Comparator;
import org.holdfast.model.Bytes;

/** What a name in a directory may be, and how names are ordered. */
final class Names {
    /** As unsigned bytes, a prefix before what it begins. */
    static final Comparator<Bytes> ORDER = (one, other) -> Arrays.compareUnsigned(one.toArray(), other.toArray());

    private Names() {}

    /** Refuses what could lead out of the directory on restore. */
    static void check(Bytes name) {
        byte[] bytes = name.toArray();
        if (bytes.length == 0 || bytes.length > TreeEntry.MAX_NAME) {
            throw new IllegalArgumentException("a name has 1 to " + TreeEntry.MAX_NAME + " bytes, not " + bytes.length);
        }
        boolean dots = bytes[0] == '.' && (bytes.length == 1 || (bytes.length == 2 && bytes[1] == '.'));
        for (byte each : bytes) {
            dots |= each == '/' || each == 0;
        }
        if (dots) {
            throw new IllegalArgumentException("a name is one component of a path");
        }
    }
}
