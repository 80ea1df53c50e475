// SPDX-License-Identifier: EPL-2.0
/**
 * A confederation in one thread: the rules of {@code org.holdfast.core} with virtual time, a bad network and machines
 * that crash at any step. Start with {@link org.holdfast.simulation.Confederation}; what must hold afterwards stands in
 * {@link org.holdfast.simulation.Invariants}.
 */
@NullMarked
package org.holdfast.simulation;

import org.jspecify.annotations.NullMarked;
