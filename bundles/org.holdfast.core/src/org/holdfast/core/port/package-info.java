// SPDX-License-Identifier: EPL-2.0
/**
 * What the rules need of the world, as interfaces: the durable {@link Ledger}, the {@link BlockStore} and the {@link
 * ChunkIndex}. The node gives them files and SQLite, the simulator gives them memory.
 */
@NullMarked
package org.holdfast.core.port;

import org.jspecify.annotations.NullMarked;
