// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client.view;

import java.time.Instant;
import java.util.Optional;

/** A code that lets a machine join: a secret. */
public record Invite(String code, Optional<Instant> notAfter, int uses) {}
