// SPDX-License-Identifier: EPL-2.0
/** The only place of the node that reads clocks and sleeps: {@link org.holdfast.node.clock.NodeClock}. */
@NullMarked
package org.holdfast.node.clock;

import org.jspecify.annotations.NullMarked;
