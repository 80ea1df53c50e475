// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.port;

import java.time.Instant;
import org.holdfast.spi.notice.NoticeLevel;

/**
 * What people are told. All texts are single lines.
 *
 * @param kind a word for programs
 * @param subject what it is about, where there may be several of a kind; empty if not. Notices of equal kind and subject
 *     are equal
 * @param what what happened, to what
 * @param advice what to do next; may be empty
 */
public record Told(Instant time, NoticeLevel level, String kind, String subject, String what, String advice) {
    public String key() {
        return key(kind, subject);
    }

    /** What equal ones have in common. */
    public static String key(String kind, String subject) {
        return subject.isEmpty() ? kind : kind + " " + subject;
    }
}
