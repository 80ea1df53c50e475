// SPDX-License-Identifier: EPL-2.0
/**
 * Finding everything again: on a blank machine, or after the ledger was lost. Start with {@link
 * org.holdfast.node.recovery.RecoveryRun}.
 */
@NullMarked
package org.holdfast.node.recovery;

import org.jspecify.annotations.NullMarked;
