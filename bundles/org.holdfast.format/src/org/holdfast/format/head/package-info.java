// SPDX-License-Identifier: EPL-2.0
/**
 * What ties an owner's segments together: the sealed head that every partner keeps, and the public chain of witnesses
 * that makes a roll-back or a fork visible. Start with {@link Head}, {@link SealedRecord} and {@link Witness}.
 */
@NullMarked
package org.holdfast.format.head;

import org.jspecify.annotations.NullMarked;
