// SPDX-License-Identifier: EPL-2.0
/**
 * The owner's main flow, from files to blocks at partners. Start with {@link org.holdfast.node.backup.BackupRun}, which
 * tells it in order.
 */
@NullMarked
package org.holdfast.node.backup;

import org.jspecify.annotations.NullMarked;
