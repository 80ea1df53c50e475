// SPDX-License-Identifier: EPL-2.0
/**
 * How the node does several things at once, and what its parts share: begin with the {@link
 * org.holdfast.node.work.CpuPool}.
 */
@NullMarked
package org.holdfast.node.work;

import org.jspecify.annotations.NullMarked;
