// SPDX-License-Identifier: EPL-2.0
/**
 * Keeps policies of plug-ins from harming the node. Start with {@link org.holdfast.node.fence.Fence}; the other classes
 * put one around a service of each kind.
 */
@NullMarked
package org.holdfast.node.fence;

import org.jspecify.annotations.NullMarked;
