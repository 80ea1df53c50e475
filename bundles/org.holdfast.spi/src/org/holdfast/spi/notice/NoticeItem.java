// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.notice;

import java.time.Instant;

/**
 * One thing that people must know. All texts are single lines without control characters, and hold nothing secret.
 *
 * @param number of this machine's notices, rising; the same again when it is delivered again; 0 of a test
 * @param time when it was so
 * @param kind a word that programs may look at, such as {@code UNSAFE}; more may come
 * @param what what happened, to what
 * @param advice what to do next; empty if nothing is to be done
 */
public record NoticeItem(long number, Instant time, NoticeLevel level, String kind, String what, String advice) {
    public NoticeItem {
        Notice.requireLine(kind);
        Notice.requireLine(what);
        Notice.requireLine(advice);
    }
}
