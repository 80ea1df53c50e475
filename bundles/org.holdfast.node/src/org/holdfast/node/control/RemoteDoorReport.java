// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

/**
 * Where this node can be called from elsewhere, and how callers know it.
 *
 * @param address HOST:PORT as set; empty if the door is closed
 * @param fingerprint SHA-256 of its certificate
 * @param certificate in PEM
 */
public record RemoteDoorReport(String address, String fingerprint, String certificate) {}
