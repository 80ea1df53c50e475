// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

/** A row of the roster; status is active, suspended or revoked. */
public record MemberReport(String node, String name, String site, String status, boolean reachable) {}
