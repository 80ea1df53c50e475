// SPDX-License-Identifier: EPL-2.0
/**
 * A shard sealed for one partner: a header that anyone can check, one that only the owner can read within it, and the
 * payload. Start with {@link BlockHeader} for what lies at a partner, {@link BlockSealer} and {@link BlockOpener} for
 * what the owner does, and {@link HolderCheck} for what a partner does without any key.
 */
@NullMarked
package org.holdfast.format.block;

import org.jspecify.annotations.NullMarked;
