// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

/** One partner in a run: bytes moved, and whether it can be reached. */
public record LaneReport(String partner, String name, long bytes, boolean reachable) {}
