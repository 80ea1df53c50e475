// SPDX-License-Identifier: EPL-2.0
/**
 * Passes, with which people call a node from elsewhere, and the calling side's way to that node: what the command and the
 * console have in common. Start with {@link org.holdfast.trust.pass.RemoteDoor}.
 */
@NullMarked
package org.holdfast.trust.pass;

import org.jspecify.annotations.NullMarked;
