// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.durability;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.holdfast.model.CodeShape;

/**
 * What may be expected of one code with one group of partners.
 *
 * @param live losses a year of data that the owner still has, machines dying one by one
 * @param archive losses a year of data that only the partners have, machines dying one by one
 * @param shared what each failure domain adds
 * @param lacking the share of restores that still lack shards after {@link Assumptions#PATIENCE}
 */
public record Assessment(CodeShape shape, double live, double archive, List<SharedRisk> shared, double lacking) {
    public Assessment {
        shared = List.copyOf(shared);
    }

    /** Losses a year through machines that die one by one, of the kind of data that is worse off. */
    public double machines() {
        return Math.max(live, archive);
    }

    /** Losses a year through failure domains. */
    public double domains() {
        return shared.stream().mapToDouble(SharedRisk::lossPerYear).sum();
    }

    /** Everything together. */
    public double lossPerYear() {
        return machines() + domains();
    }

    /** Whether restores get their shards in time. */
    public boolean isReachable() {
        return lacking <= Assumptions.STILL_LACKING;
    }

    /** For people: the largest part of the loss; or that partners are away too often, where loss itself is no worry. */
    public String limitedBy(double target) {
        if (lossPerYear() <= target && !isReachable()) {
            return "availability: " + Figure.of(lacking) + " of restores would wait for partners longer than "
                    + Assumptions.PATIENCE.toDays() + " days";
        }
        Optional<SharedRisk> worst = shared.stream()
                .max(Comparator.comparingDouble(SharedRisk::lossPerYear))
                .filter(risk -> risk.lossPerYear() >= machines());
        return worst.map(SharedRisk::text).orElse("machines: " + Figure.of(machines()));
    }
}
