// SPDX-License-Identifier: EPL-2.0
/**
 * Where the shards of a segment go. Start with {@link org.holdfast.core.place.Placement}, which picks a partner for
 * each position.
 */
@NullMarked
package org.holdfast.core.place;

import org.jspecify.annotations.NullMarked;
