// SPDX-License-Identifier: EPL-2.0
/**
 * Two machines of an open confederation come to know each other: both show six digits, their people compare them, and
 * each pins the other's root key. {@link org.holdfast.core.pair.PairAsker} dialled, {@link
 * org.holdfast.core.pair.PairAnswerer} was dialled; from the digits on both are alike.
 */
@NullMarked
package org.holdfast.core.pair;

import org.jspecify.annotations.NullMarked;
