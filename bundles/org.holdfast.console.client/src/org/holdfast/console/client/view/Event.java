// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client.view;

import java.time.Instant;
import java.util.Optional;

/**
 * A line of the audit log.
 *
 * @param name what the machine is called that the subject names, if it names one
 */
public record Event(
        long number, Optional<Instant> time, String event, String subject, String text, Optional<String> name) {
    /** What the line is about, for people. */
    public String about() {
        return name.orElse(subject);
    }
}
