// SPDX-License-Identifier: EPL-2.0
/**
 * The way back: from shards at partners to files. Start with {@link org.holdfast.node.restore.RestoreRun}; {@link
 * org.holdfast.node.restore.ChunkReader} is where chunks come from.
 */
@NullMarked
package org.holdfast.node.restore;

import org.jspecify.annotations.NullMarked;
