// SPDX-License-Identifier: EPL-2.0
/**
 * Makes anew what is missing at partners. Start with {@link org.holdfast.node.repair.RepairRun}; the rules are in
 * {@code org.holdfast.core.repair}.
 */
@NullMarked
package org.holdfast.node.repair;

import org.jspecify.annotations.NullMarked;
