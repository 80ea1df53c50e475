// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

/** How safe a snapshot is. Said only when true (promise P2 of docs/threat-model.md). */
public enum Protection {
    /** Nothing of it can be restored yet. */
    NONE,
    /** A checkpoint: part of it can be restored. */
    PARTIAL,
    /** Every segment of data and metadata has m + ⌈k/2⌉ receipts, head and witness k + 1. */
    PROTECTED,
    /** Every segment has all n receipts. */
    FULL
}
