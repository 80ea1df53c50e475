// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.policy;

import java.util.List;
import org.holdfast.model.ByteCount;
import org.holdfast.model.CodeShape;

/**
 * What a candidate is judged against, and a code planned for.
 *
 * @param self where the judging node itself stands, and when
 * @param partners those who are partners already
 * @param shape the code that the group has to carry
 * @param wanted bytes that each partner has to reserve
 * @param availability for each partner the share of days on which it can be reached, above 0 and at most 1; empty where
 *     nothing was measured
 */
public record PartnerGroup(
        Whereabouts self, List<Whereabouts> partners, CodeShape shape, ByteCount wanted, List<Double> availability) {
    public PartnerGroup {
        partners = List.copyOf(partners);
        availability = List.copyOf(availability);
        if (!availability.isEmpty() && availability.size() != partners.size()) {
            throw new IllegalArgumentException(
                    availability.size() + " availabilities are given for " + partners.size() + " partners");
        }
        for (double each : availability) {
            if (!(each > 0 && each <= 1)) {
                throw new IllegalArgumentException("an availability lies above 0 and at most at 1, not at " + each);
            }
        }
    }

    /** A group of which nothing was measured. */
    public PartnerGroup(Whereabouts self, List<Whereabouts> partners, CodeShape shape, ByteCount wanted) {
        this(self, partners, shape, wanted, List.of());
    }
}
