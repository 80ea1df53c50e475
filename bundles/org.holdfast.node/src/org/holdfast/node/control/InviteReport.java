// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.time.Instant;

/** A code that lets a machine join. */
public record InviteReport(String code, Instant notAfter, int uses) {}
