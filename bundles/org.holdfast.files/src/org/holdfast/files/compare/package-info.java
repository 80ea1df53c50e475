// SPDX-License-Identifier: EPL-2.0
/**
 * Tells whether two trees are the same, with all their metadata. Start with {@link TreeComparison}; {@link CompareTrees}
 * is the program around it.
 */
@NullMarked
package org.holdfast.files.compare;

import org.jspecify.annotations.NullMarked;
