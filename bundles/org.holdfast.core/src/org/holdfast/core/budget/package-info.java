// SPDX-License-Identifier: EPL-2.0
/**
 * How much of its own data an owner may read back, so that a partner is no file server: {@link
 * org.holdfast.core.budget.ReadRule} is the rule, {@link org.holdfast.core.budget.RefillClock} the time by which a
 * budget comes back, {@link org.holdfast.core.budget.ReadBudgets} keeps the accounts.
 */
@NullMarked
package org.holdfast.core.budget;

import org.jspecify.annotations.NullMarked;
