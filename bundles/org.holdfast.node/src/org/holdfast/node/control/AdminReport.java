// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

/**
 * An admin of the confederation.
 *
 * @param node whose key it is; empty if only the founder knows
 * @param key its public half
 * @param founder whether the confederation began with it
 * @param here whether it is this machine's
 */
public record AdminReport(String node, String name, String key, boolean founder, boolean here) {}
