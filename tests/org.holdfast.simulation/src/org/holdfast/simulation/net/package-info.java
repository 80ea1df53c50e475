// SPDX-License-Identifier: EPL-2.0
/** A network that loses, doubles, delays and reorders packets, and pipes over it that deliver frames in order, or break. */
@NullMarked
package org.holdfast.simulation.net;

import org.jspecify.annotations.NullMarked;
