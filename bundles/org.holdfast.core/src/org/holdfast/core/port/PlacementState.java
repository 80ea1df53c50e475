// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.port;

/** Where one block of the owner stands. */
public enum PlacementState {
    /** Its id is fixed; perhaps partly sent. */
    BUILT,
    /** Lies durably in the spool, waiting for its partner. */
    SPOOLED,
    /** The partner's signed receipt is here. */
    ACKED,
    /** The partner no longer has it, or it is damaged. */
    LOST,
    /** The partner was told that it may free it, and has said when it will. Nothing counts on it. */
    RELEASED
}
