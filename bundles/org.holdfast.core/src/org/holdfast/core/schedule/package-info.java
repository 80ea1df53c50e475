// SPDX-License-Identifier: EPL-2.0
/**
 * When a source is backed up: schedules as people write them, and the rule that says "now, because" or "not yet, because".
 * Start at {@link org.holdfast.core.schedule.ScheduleRule}. Pure: time, zone and circumstances are arguments.
 */
@NullMarked
package org.holdfast.core.schedule;

import org.jspecify.annotations.NullMarked;
