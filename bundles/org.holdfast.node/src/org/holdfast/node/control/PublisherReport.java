// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

/**
 * A publisher of plug-ins on the roster.
 *
 * @param fingerprint SHA-256 of its certificate
 * @param status {@code trusted} or {@code revoked}
 */
public record PublisherReport(String name, String fingerprint, String status) {}
