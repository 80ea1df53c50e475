// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client.view;

import java.time.Instant;
import java.util.Optional;

/** A line of the audit log. */
public record Event(long number, Optional<Instant> time, String event, String subject, String text) {}
