// SPDX-License-Identifier: EPL-2.0
/**
 * Golden vectors (docs/vectors): what an algorithm has to give for a known input, and the check that a provider does. The
 * node uses it before new data are written with a provider, the test kit when one is built. Start with {@link
 * org.holdfast.format.vectors.VectorCheck}.
 */
@NullMarked
package org.holdfast.format.vectors;

import org.jspecify.annotations.NullMarked;
