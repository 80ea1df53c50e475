// SPDX-License-Identifier: EPL-2.0
/**
 * How a partner is: there, late, missing, wrong. Start with {@link org.holdfast.core.health.HealthLife}, which is the
 * table of docs/health.md as a function.
 */
@NullMarked
package org.holdfast.core.health;

import org.jspecify.annotations.NullMarked;
