// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.head;

/** A small private record, sealed so that partners can keep it: heads. */
public final class SealedRecord {
    /** The longest sealed record, in bytes. */
    public static final int MAX_BYTES = 64 << 10;

    private SealedRecord() {}
}
