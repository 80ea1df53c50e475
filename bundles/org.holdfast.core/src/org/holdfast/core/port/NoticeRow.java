// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.port;

import java.util.List;

/** A notice in the outbox. @param number from 1, rising @param deliveries one for each way that it is meant for */
public record NoticeRow(long number, Told notice, List<DeliveryRow> deliveries) {
    public NoticeRow {
        deliveries = List.copyOf(deliveries);
    }
}
