// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.time.Instant;

/** A line of the audit log. */
public record EventReport(long number, Instant time, String event, String subject, String text) {}
