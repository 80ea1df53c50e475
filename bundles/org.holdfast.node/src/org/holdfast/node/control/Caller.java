// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import org.holdfast.model.AccessRole;

/**
 * Who asks the node for something.
 *
 * @param name as the audit log shows it
 * @param role what it may do
 * @param from where it calls from: an address, or {@code this machine}
 */
public record Caller(String name, AccessRole role, String from) {}
