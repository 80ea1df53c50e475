// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

/**
 * How far a pairing has come.
 *
 * @param state comparing, paired, or paired-here: the other side has not said that it pinned, too
 * @param digits six, to be compared; empty where the two know each other already
 * @param node the other machine's id; empty once it is over
 */
public record PairingReport(String state, String digits, String node, String name) {}
