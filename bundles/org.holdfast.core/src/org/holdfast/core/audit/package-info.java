// SPDX-License-Identifier: EPL-2.0
/**
 * How an owner finds out whether a partner still holds its blocks, without fetching them. {@link
 * org.holdfast.core.audit.AuditFinding} says what can come out of it.
 */
@NullMarked
package org.holdfast.core.audit;

import org.jspecify.annotations.NullMarked;
