// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.durability;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.holdfast.model.ByteCount;
import org.holdfast.model.CodeShape;
import org.holdfast.model.Domains;
import org.holdfast.spi.policy.PartnerGroup;
import org.holdfast.spi.policy.Whereabouts;

/** Assumptions and groups of partners to reckon with. */
final class Worlds {
    static final CodeShape NO_MATTER = new CodeShape(1, 1);

    private Worlds() {}

    /** Machines that die one by one and nothing else; reached every day, so a repair takes so many days in all. */
    static Assumptions machines(double lifetimeYears, int repairDays) {
        return machines(lifetimeYears, repairDays - 1, 1);
    }

    static Assumptions machines(double lifetimeYears, int repairAfterDays, double availability) {
        return new Assumptions(
                years(lifetimeYears), Duration.ofDays(repairAfterDays), Duration.ofDays(7), availability, 0, 0);
    }

    static Assumptions withDomains(double siteLosses, double systemLosses) {
        return new Assumptions(years(2), Duration.ofDays(3), Duration.ofDays(7), 1, siteLosses, systemLosses);
    }

    static Duration years(double years) {
        return Duration.ofHours(Math.round(years * 365.25 * 24));
    }

    /** A partner for each letter, on a host of its own at the site of that name; the owner is at site a. */
    static PartnerGroup atSites(String sites) {
        return group(IntStream.range(0, sites.length())
                .mapToObj(i -> domains("host-" + i, sites.substring(i, i + 1), "linux"))
                .toList());
    }

    static PartnerGroup hosts(int count) {
        return atSites(String.join("", Collections.nCopies(count, "a")));
    }

    static PartnerGroup group(List<Domains> partners) {
        return new PartnerGroup(
                Whereabouts.always(domains("self", "a", "linux")),
                partners.stream().map(Whereabouts::always).toList(),
                NO_MATTER,
                ByteCount.ZERO);
    }

    static PartnerGroup measured(PartnerGroup group, List<Double> availability) {
        return new PartnerGroup(group.self(), group.partners(), NO_MATTER, ByteCount.ZERO, availability);
    }

    static Domains domains(String host, String site, String system) {
        return new Domains(host, site, system, "amd64");
    }
}
