// SPDX-License-Identifier: EPL-2.0
/**
 * Before new data are written with a provider it has to reproduce its golden vectors: which those are ({@link
 * org.holdfast.node.vectors.VectorShelf}), and the check of one provider, apart from everything else and with a time limit
 * ({@link org.holdfast.node.vectors.Examiner}).
 */
@NullMarked
package org.holdfast.node.vectors;

import org.jspecify.annotations.NullMarked;
