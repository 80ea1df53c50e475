// SPDX-License-Identifier: EPL-2.0
/**
 * How shards come back: {@link org.holdfast.core.fetch.FetchSegment} decides whom to ask for which shard of a segment,
 * {@link org.holdfast.core.fetch.ReadOwner} gets one block from one partner, {@link
 * org.holdfast.core.fetch.ReadHolder} gives it.
 */
@NullMarked
package org.holdfast.core.fetch;

import org.jspecify.annotations.NullMarked;
