// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.place;

import java.util.List;
import org.holdfast.model.ByteCount;
import org.holdfast.model.CodeShape;

/**
 * A segment that wants partners.
 *
 * @param block bytes that each of its blocks takes up at a partner
 * @param partners in any order, each once
 * @param turn a number that differs from segment to segment, so that the work goes round
 */
public record PlacementRequest(CodeShape shape, ByteCount block, List<PartnerRoom> partners, long turn, Spread spread) {
    public PlacementRequest {
        partners = List.copyOf(partners);
    }
}
