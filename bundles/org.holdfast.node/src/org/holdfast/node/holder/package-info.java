// SPDX-License-Identifier: EPL-2.0
/** What this node does for others: {@link org.holdfast.node.holder.Holder} answers whatever a member begins. */
@NullMarked
package org.holdfast.node.holder;

import org.jspecify.annotations.NullMarked;
