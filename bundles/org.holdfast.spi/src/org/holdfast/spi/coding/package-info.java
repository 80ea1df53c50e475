// SPDX-License-Identifier: EPL-2.0
/** What an erasure code implements: start with {@link CodeFamily}. A code is a pure function of (id, m, k, data). */
@NullMarked
package org.holdfast.spi.coding;

import org.jspecify.annotations.NullMarked;
