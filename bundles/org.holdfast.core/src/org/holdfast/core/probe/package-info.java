// SPDX-License-Identifier: EPL-2.0
/**
 * How fast a link is, as this node measures it: {@link org.holdfast.core.probe.Prober} asks the other side for bytes that
 * mean nothing, {@link org.holdfast.core.probe.Speed} makes two figures of their arrivals, and {@link
 * org.holdfast.core.probe.Traffic} keeps the average of what is transferred later. Nobody's own word counts.
 */
@NullMarked
package org.holdfast.core.probe;

import org.jspecify.annotations.NullMarked;
