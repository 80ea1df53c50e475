// SPDX-License-Identifier: EPL-2.0
/**
 * Files, directories and snapshots as byte streams: a directory is a stream of entries, a snapshot refers to the
 * streams of its sources, and every stream is named by the chunks it was cut into. Start with {@link ContentRef},
 * {@link TreeEntry} and {@link TreeReader}; {@link IndexRun} says where chunks lie.
 */
@NullMarked
package org.holdfast.format.tree;

import org.jspecify.annotations.NullMarked;
