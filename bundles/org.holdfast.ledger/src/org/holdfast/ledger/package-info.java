// SPDX-License-Identifier: EPL-2.0
/**
 * The node's durable record in files: {@link SqliteLedger} for everything that must never be forgotten, {@link
 * SortedRunIndex} for where each chunk lies. Start with {@link org.holdfast.core.port.Ledger}, which says what is
 * promised. Both can be rebuilt from partners.
 */
@NullMarked
package org.holdfast.ledger;

import org.jspecify.annotations.NullMarked;
