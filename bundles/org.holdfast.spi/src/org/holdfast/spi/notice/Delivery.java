// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.notice;

/** What became of a notice. */
public sealed interface Delivery {
    /** The other side has taken it. @param how for people, such as {@code 250 queued} */
    record Delivered(String how) implements Delivery {}

    /**
     * It has not, or that is not known; it is tried again later.
     *
     * @param why what happened, to what, and what to do next; nothing secret
     */
    record Failed(String why) implements Delivery {}
}
