// SPDX-License-Identifier: EPL-2.0
/**
 * A holder looks after what it keeps for others: {@link org.holdfast.node.scrub.ScrubCare} reads every block again and
 * again, and notes what is damaged.
 */
@NullMarked
package org.holdfast.node.scrub;

import org.jspecify.annotations.NullMarked;
