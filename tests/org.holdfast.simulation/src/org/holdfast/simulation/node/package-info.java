// SPDX-License-Identifier: EPL-2.0
/**
 * One simulated machine: what {@code org.holdfast.node} does with threads and sockets, done with a {@link
 * org.holdfast.simulation.World}. Start with {@link org.holdfast.simulation.node.Computer} and the {@link
 * org.holdfast.simulation.node.Life} between two of its crashes.
 */
@NullMarked
package org.holdfast.simulation.node;

import org.jspecify.annotations.NullMarked;
