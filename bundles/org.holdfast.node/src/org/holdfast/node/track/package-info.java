// SPDX-License-Identifier: EPL-2.0
/**
 * The track record of partners: {@link org.holdfast.node.track.Tracking} notes what is seen, says it, and hears what
 * others say. The rules are in {@code org.holdfast.core.track}.
 */
@NullMarked
package org.holdfast.node.track;

import org.jspecify.annotations.NullMarked;
