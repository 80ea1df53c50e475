// SPDX-License-Identifier: EPL-2.0
/**
 * What every audit scheme has to do: {@link org.holdfast.testkit.audit.AuditSchemeContract}, with blocks in memory by {@link
 * org.holdfast.testkit.audit.AuditedStore}.
 */
@NullMarked
package org.holdfast.testkit.audit;

import org.jspecify.annotations.NullMarked;
