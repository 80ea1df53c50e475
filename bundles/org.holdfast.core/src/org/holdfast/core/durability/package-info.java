// SPDX-License-Identifier: EPL-2.0
/**
 * How likely data are lost, and the code that keeps that below a target (R43). Start with {@link
 * org.holdfast.core.durability.CodePlanner}; {@link org.holdfast.core.durability.LossRates} has the formulas, {@link
 * org.holdfast.core.durability.Assumptions} the figures that go in. Pure functions; docs/durability.md explains them to
 * administrators.
 */
@NullMarked
package org.holdfast.core.durability;

import org.jspecify.annotations.NullMarked;
