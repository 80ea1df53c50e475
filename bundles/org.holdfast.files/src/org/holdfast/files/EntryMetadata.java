// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files;

import java.util.List;

/** What is restored of an entry besides its content; the words are those of {@link ScannedEntry}. */
public record EntryMetadata(
        int mode, int uid, int gid, long mtimeSeconds, int mtimeNanos, List<ExtendedAttribute> attributes) {
    public EntryMetadata {
        if ((mode & ~07777) != 0 || mtimeNanos < 0 || mtimeNanos > 999_999_999) {
            throw new IllegalArgumentException(
                    "no metadata of a file: mode 0" + Integer.toOctalString(mode) + ", " + mtimeNanos + " ns");
        }
        attributes = List.copyOf(attributes);
    }

    public static EntryMetadata of(ScannedEntry entry, List<ExtendedAttribute> attributes) {
        return new EntryMetadata(
                entry.mode(), entry.uid(), entry.gid(), entry.mtimeSeconds(), entry.mtimeNanos(), attributes);
    }
}
