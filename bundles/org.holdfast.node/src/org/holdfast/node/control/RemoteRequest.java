// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

/**
 * Whom to let in.
 *
 * @param name to tell it from others
 * @param role viewer, operator or custodian
 * @param certificate one certificate in PEM; who shows it and has its key is that caller
 */
public record RemoteRequest(String name, String role, String certificate) {}
