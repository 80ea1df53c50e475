// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.time.Instant;

/**
 * Somebody who may call this node from elsewhere.
 *
 * @param role viewer, operator or custodian
 * @param fingerprint SHA-256 of its certificate
 * @param since when it was let in
 * @param notAfter the last moment at which its certificate counts
 */
public record RemoteReport(String name, String role, String fingerprint, Instant since, Instant notAfter) {}
