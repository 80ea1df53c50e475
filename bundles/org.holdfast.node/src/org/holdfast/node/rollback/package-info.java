// SPDX-License-Identifier: EPL-2.0
/**
 * What there was before a change of plug-ins, so that the change can be taken back: {@link
 * org.holdfast.node.rollback.PluginSnapshots}, and the note of a change that is being watched, {@link
 * org.holdfast.node.rollback.WatchFile}.
 */
@NullMarked
package org.holdfast.node.rollback;

import org.jspecify.annotations.NullMarked;
