// SPDX-License-Identifier: EPL-2.0
/**
 * Sealed recovery secrets of members, so that 500 machines need no 500 sheets of paper:
 * {@link org.holdfast.core.escrow.EscrowClerk} keeps them for others and hands them to admins, never without a trace.
 */
@NullMarked
package org.holdfast.core.escrow;

import org.jspecify.annotations.NullMarked;
