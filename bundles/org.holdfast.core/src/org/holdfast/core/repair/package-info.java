// SPDX-License-Identifier: EPL-2.0
/**
 * What has to be made anew, and what first. Start with {@link org.holdfast.core.repair.RepairRule}.
 */
@NullMarked
package org.holdfast.core.repair;

import org.jspecify.annotations.NullMarked;
