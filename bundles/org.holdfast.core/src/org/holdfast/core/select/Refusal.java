// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.select;

import java.time.Instant;

/**
 * A negotiation that came to nothing.
 *
 * @param retryAt not asked again before
 */
public record Refusal(Instant retryAt, String reason) {}
