// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.time.Instant;

/**
 * A CA of the organisation.
 *
 * @param name common name of its certificate
 * @param fingerprint SHA-256 of it
 * @param notAfter until when certificates under it are taken
 */
public record AuthorityReport(String name, String fingerprint, Instant notAfter) {}
