// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.port;

/** Where a segment of the owner stands. */
public enum SegmentState {
    /** Blocks are on their way; nothing may refer to it durably. */
    BUILDING,
    /** m + ⌈k/2⌉ receipts are there and the other blocks are received or spooled: snapshots may refer to it. */
    PLACED,
    /** A crash or a conflict ended it, or its chunks were written anew elsewhere; its blocks are garbage at the partners. */
    ABANDONED,
    /** No snapshot refers to it any more; its blocks are being released. Never used again. */
    DROPPED
}
