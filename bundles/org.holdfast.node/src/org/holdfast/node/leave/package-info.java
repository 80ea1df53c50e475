// SPDX-License-Identifier: EPL-2.0
/**
 * Planned leave, from both sides: {@link org.holdfast.node.leave.Leaving} gives notice and asks how far the partners
 * are; {@link org.holdfast.node.leave.HandOver} moves what lies with somebody who leaves, block by block with
 * {@link org.holdfast.node.leave.ShardMove}.
 */
@NullMarked
package org.holdfast.node.leave;

import org.jspecify.annotations.NullMarked;
