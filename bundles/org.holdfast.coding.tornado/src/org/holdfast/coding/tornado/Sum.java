// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.tornado;

/**
 * One step of encoding or decoding: node {@code target} is the XOR of the nodes {@code terms}, which are given or were
 * targets of steps before; 0 if there are none. The array is not to be changed.
 */
public record Sum(int target, int[] terms) {}
