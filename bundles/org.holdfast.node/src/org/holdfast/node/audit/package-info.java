// SPDX-License-Identifier: EPL-2.0
/**
 * The owner finds out whether its partners still have its blocks: {@link org.holdfast.node.audit.AuditRound} is one audit
 * of one partner, {@link org.holdfast.node.audit.Auditor} sees that each partner has one in time. The rules are in {@code
 * core.audit}.
 */
@NullMarked
package org.holdfast.node.audit;

import org.jspecify.annotations.NullMarked;
