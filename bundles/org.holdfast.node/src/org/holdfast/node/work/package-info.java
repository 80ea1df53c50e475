// SPDX-License-Identifier: EPL-2.0
/** How the node does several things at once: {@link org.holdfast.node.work.TaskGroup} and the CPU executor. */
@NullMarked
package org.holdfast.node.work;

import org.jspecify.annotations.NullMarked;
