// SPDX-License-Identifier: EPL-2.0
/**
 * How a block comes to lie at a partner: {@link org.holdfast.core.put.PutOwner} sends it, {@link
 * org.holdfast.core.put.PutHolder} takes it, with {@link org.holdfast.core.put.PutRule} for what is taken and {@link
 * org.holdfast.core.put.HoldingsDesk} for what that does to disk and ledger. No byte is taken without an agreement
 * (R1), and none is acknowledged before it is durable (promise P1).
 */
@NullMarked
package org.holdfast.core.put;

import org.jspecify.annotations.NullMarked;
