// SPDX-License-Identifier: EPL-2.0
/**
 * Restores that are made only to prove that they work. Start at {@link org.holdfast.node.drill.Drills}; {@link
 * org.holdfast.node.drill.SubsetLoader} fetches segments as if only some partners were there, {@link
 * org.holdfast.node.drill.DrillBook} keeps what was found.
 */
@NullMarked
package org.holdfast.node.drill;

import org.jspecify.annotations.NullMarked;
