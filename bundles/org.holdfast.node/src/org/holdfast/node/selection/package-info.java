// SPDX-License-Identifier: EPL-2.0
/**
 * Which entries of a source are backed up, found out on the file system; the rules are those of
 * {@code org.holdfast.core.selection}. Start with {@link org.holdfast.node.selection.SelectedScan}, which backups and
 * explanations share.
 */
@NullMarked
package org.holdfast.node.selection;

import org.jspecify.annotations.NullMarked;
