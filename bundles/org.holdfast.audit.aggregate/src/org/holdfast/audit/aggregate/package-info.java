// SPDX-License-Identifier: EPL-2.0
/**
 * {@code aggregate-v1}: one answer of 4112 bytes for any number of pieces. Start with {@link
 * org.holdfast.audit.aggregate.AggregateScheme}; docs/format-audit.md is the normative description, ADR 31 has the
 * argument.
 */
@NullMarked
package org.holdfast.audit.aggregate;

import org.jspecify.annotations.NullMarked;
