// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.head;

/** What a sealed record is; enters its id and its key. */
public enum RecordKind {
    HEAD(1);

    private final int number;

    RecordKind(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
