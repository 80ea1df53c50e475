// SPDX-License-Identifier: EPL-2.0
/**
 * How partners are, and what follows from it. Start with {@link org.holdfast.node.health.HealthDesk}: it hears everything
 * and lets the rules of {@code org.holdfast.core.health} decide.
 */
@NullMarked
package org.holdfast.node.health;

import org.jspecify.annotations.NullMarked;
