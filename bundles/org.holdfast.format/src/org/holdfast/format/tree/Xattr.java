// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.tree;

import org.holdfast.model.Bytes;

/**
 * An extended attribute; access control lists and capabilities are such.
 *
 * @param name with its namespace, 1 to 255 bytes
 * @param value up to 64 KiB
 */
public record Xattr(Bytes name, Bytes value) {
    static final int MAX_VALUE = 64 << 10;

    public Xattr {
        if (name.length() < 1 || name.length() > 255 || value.length() > MAX_VALUE) {
            throw new IllegalArgumentException("an attribute has a name of 1 to 255 bytes and up to 64 KiB");
        }
    }
}
