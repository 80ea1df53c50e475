// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.policy;

import java.time.Duration;
import java.util.List;
import org.holdfast.model.Allowances;
import org.holdfast.model.WeekSchedule;

/**
 * What a node wants of every agreement, by its settings.
 *
 * @param schedule the hours that it promises itself
 * @param allowances bandwidth: what it asks of the link; budgets and expiry: the most that it grants
 * @param longestRetention the longest lock that it accepts
 * @param formats numbers of the block formats that it can read
 */
public record Wishes(WeekSchedule schedule, Allowances allowances, Duration longestRetention, List<Integer> formats) {
    public Wishes {
        formats = List.copyOf(formats);
    }
}
