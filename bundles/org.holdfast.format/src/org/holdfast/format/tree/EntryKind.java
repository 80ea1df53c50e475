// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.tree;

/** What a directory entry is. The number is on disks and never changes meaning. */
public enum EntryKind {
    DIRECTORY(1),
    FILE(2),
    SYMLINK(3),
    FIFO(4),
    SOCKET(5),
    CHARACTER_DEVICE(6),
    BLOCK_DEVICE(7);

    private final int number;

    EntryKind(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static EntryKind of(int number) {
        for (EntryKind kind : values()) {
            if (kind.number == number) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no kind of entry has the number " + number);
    }
}
