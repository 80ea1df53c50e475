// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

/**
 * A re-coding that goes on.
 *
 * @param format number of the format that leaves
 * @param left bytes of segments that are still to be written anew
 * @param total bytes since the node began with it
 * @param problem why it waits; empty if it does not
 */
public record RecodeReport(String role, int format, boolean paused, long left, long total, String problem) {}
