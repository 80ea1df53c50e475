// SPDX-License-Identifier: EPL-2.0
/**
 * A holder whose disk gets short asks owners to take blocks elsewhere: {@link org.holdfast.core.shrink.ShrinkRule} says
 * whom and how much, {@link org.holdfast.core.shrink.MoveAsks} remembers what this node has asked, {@link
 * org.holdfast.core.shrink.MoveWishes} what it was asked, {@link org.holdfast.core.shrink.MoveClerk} answers.
 */
@NullMarked
package org.holdfast.core.shrink;

import org.jspecify.annotations.NullMarked;
