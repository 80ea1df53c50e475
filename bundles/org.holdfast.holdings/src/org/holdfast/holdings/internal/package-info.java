// SPDX-License-Identifier: EPL-2.0
/** Names, space and durability of block files. */
@NullMarked
package org.holdfast.holdings.internal;

import org.jspecify.annotations.NullMarked;
