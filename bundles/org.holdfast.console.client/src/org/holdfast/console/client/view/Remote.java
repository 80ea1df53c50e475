// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client.view;

import java.time.Instant;
import java.util.Optional;

/** Somebody who may call the node from elsewhere. */
public record Remote(String name, String role, String fingerprint, Optional<Instant> notAfter) {}
