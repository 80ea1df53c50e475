// SPDX-License-Identifier: EPL-2.0
/**
 * Years of a confederation: who is there when, who dies, who cheats, who notices. Machines are people's habits here and
 * data are counts of pieces; what an owner thinks of a partner, what it repairs and which pieces it asks for are the rules of
 * {@code org.holdfast.core} and {@code org.holdfast.spi.audit} themselves. Bytes, messages and crashes are the business
 * of {@link org.holdfast.simulation.Confederation}. Start with {@link org.holdfast.simulation.years.Town}.
 */
@NullMarked
package org.holdfast.simulation.years;

import org.jspecify.annotations.NullMarked;
