// SPDX-License-Identifier: EPL-2.0
/** Machines that lie, each in one way: {@link org.holdfast.simulation.node.Role}s to be played by some. */
@NullMarked
package org.holdfast.simulation.adversary;

import org.jspecify.annotations.NullMarked;
