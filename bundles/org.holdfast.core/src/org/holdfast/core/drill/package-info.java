// SPDX-License-Identifier: EPL-2.0
/**
 * What drills prove and how much they may read: {@link org.holdfast.core.drill.ShardGroup} is whom a codeword lies with,
 * {@link org.holdfast.core.drill.ProvenPatterns} which losses have been tried out, {@link
 * org.holdfast.core.drill.DrillPace} the rule that leaves a partner's read budget for those who need it, {@link
 * org.holdfast.core.drill.DrillRecord} what is signed and kept.
 */
@NullMarked
package org.holdfast.core.drill;

import org.jspecify.annotations.NullMarked;
