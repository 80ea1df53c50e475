// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.time.Instant;
import java.util.List;

/**
 * Something that people were told, or are to be told.
 *
 * @param level DANGER, WARNING or CLEARED
 * @param kind a word such as UNSAFE
 * @param what what happened, to what
 * @param advice what to do next; may be empty
 * @param deliveries one for each way; none if no way was set up
 */
public record NoticeReport(
        long number,
        Instant time,
        String level,
        String kind,
        String what,
        String advice,
        List<NoticeDeliveryReport> deliveries) {
    public NoticeReport {
        deliveries = List.copyOf(deliveries);
    }
}
