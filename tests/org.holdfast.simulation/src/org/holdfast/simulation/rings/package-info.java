// SPDX-License-Identifier: EPL-2.0
/**
 * Rings that praise each other and slander others, against the rules of {@code org.holdfast.core.track}. Start with
 * {@link org.holdfast.simulation.rings.RingTown}.
 */
@NullMarked
package org.holdfast.simulation.rings;

import org.jspecify.annotations.NullMarked;
