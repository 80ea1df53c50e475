// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.notice;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.holdfast.core.port.EventRow;

/**
 * How things are, and what has happened since this was last asked.
 *
 * @param restorable whether everything that was backed up can be had from partners, if nothing more is lost
 * @param sources whether anything is named to be backed up
 * @param lastBackup when the newest snapshot was made
 * @param standing the conditions that stand, but for UNSAFE and NO_BACKUP, which the rules find out themselves
 * @param ways of delivery that are set up
 * @param events lines of the audit log behind the last one that was looked at, oldest first
 */
public record NoticeFacts(
        boolean restorable,
        boolean sources,
        Optional<Instant> lastBackup,
        Set<Condition> standing,
        Set<String> ways,
        List<EventRow> events) {
    public NoticeFacts {
        standing = Set.copyOf(standing);
        ways = Set.copyOf(ways);
        events = List.copyOf(events);
    }
}
