// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.notice;

/** How much a notice matters. */
public enum NoticeLevel {
    /** Data are at risk. */
    DANGER,
    /** Somebody should look. */
    WARNING,
    /** What was told before is over. */
    CLEARED,
    /** Somebody tries whether notices arrive. */
    TEST
}
