// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.time.Instant;
import java.util.Optional;

/**
 * A line of the audit log.
 *
 * @param name what the machine is called that the subject names; empty if it names none that is known
 */
public record EventReport(long number, Instant time, String event, String subject, String text, Optional<String> name) {
    /** The same with another text. */
    public EventReport with(String other) {
        return new EventReport(number, time, event, subject, other, name);
    }
}
