// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.port;

import java.time.Instant;
import org.holdfast.model.Digest;

/**
 * A line of the audit log.
 *
 * @param number from 1, without gaps
 * @param type such as {@code AGREEMENT_MADE}
 * @param chain SHA-256 over the previous row's chain and this row's fields
 */
public record EventRow(long number, Instant time, String type, String subject, String text, Digest chain) {}
