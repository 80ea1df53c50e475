// SPDX-License-Identifier: EPL-2.0
/**
 * How the owner's newest head and its witness come to every partner, and how a roll-back or a fork shows: {@link
 * org.holdfast.core.head.WitnessRule} is what a holder accepts, {@link org.holdfast.core.head.NextWitness} what an owner
 * makes of the tops that its partners know.
 */
@NullMarked
package org.holdfast.core.head;

import org.jspecify.annotations.NullMarked;
