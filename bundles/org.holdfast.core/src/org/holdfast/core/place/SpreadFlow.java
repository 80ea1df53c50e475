// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.place;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.holdfast.model.Domains;

/**
 * The choice of {@link Placement} as a flow. Costs of one partner: how many have more free bytes, and for equal ones
 * its turn; of c partners on one system: c² times more than all that together; of c partners on one site: c² times more
 * than all of these.
 */
final class SpreadFlow {
    private static final int SOURCE = 0;
    private static final int SINK = 1;
    private final List<PartnerRoom> ranked;
    private final int wanted;
    private final Map<String, Integer> sites;
    private final Map<String, Integer> systems;
    private final long systemWeight;
    private final long siteWeight;

    SpreadFlow(List<PartnerRoom> ranked, int wanted, Spread spread) {
        this.ranked = ranked;
        this.wanted = wanted;
        int firstSite = 2 + ranked.size();
        this.sites = numbered(Domains::site, firstSite);
        this.systems = numbered(Domains::osFamily, firstSite + sites.size());
        long abovePartners = (long) wanted * ranked.size() * aboveTurns() + 1;
        this.systemWeight = spread.systems() ? abovePartners : 0;
        this.siteWeight = spread.sites() ? abovePartners * ((long) wanted * wanted + 1) : 0;
    }

    private long aboveTurns() {
        return (long) wanted * ranked.size() + 1;
    }

    /** By rank; equal partners are in the order of their turns. */
    private long[] partnerCosts() {
        long[] costs = new long[ranked.size()];
        int roomier = 0;
        for (int rank = 0; rank < costs.length; rank++) {
            if (rank > 0 && !ranked.get(rank).free().equals(ranked.get(rank - 1).free())) {
                roomier = rank;
            }
            costs[rank] = roomier * aboveTurns() + rank;
        }
        return costs;
    }

    private Map<String, Integer> numbered(Function<Domains, String> label, int from) {
        Map<String, Integer> numbers = new HashMap<>();
        for (PartnerRoom each : ranked) {
            numbers.putIfAbsent(label.apply(each.domains()), from + numbers.size());
        }
        return numbers;
    }

    /** The wanted number of partners; there must be as many. */
    List<PartnerRoom> choose() {
        CheapestFlow flow = new CheapestFlow(2 + ranked.size() + sites.size() + systems.size());
        sites.values().forEach(site -> addRising(flow, SOURCE, site, siteWeight));
        systems.values().forEach(system -> addRising(flow, system, SINK, systemWeight));
        int[] chosenBy = new int[ranked.size()];
        long[] costs = partnerCosts();
        for (int rank = 0; rank < ranked.size(); rank++) {
            Domains domains = ranked.get(rank).domains();
            chosenBy[rank] = flow.add(sites.get(domains.site()), 2 + rank, costs[rank]);
            flow.add(2 + rank, systems.get(domains.osFamily()), 0);
        }
        if (flow.push(SOURCE, SINK, wanted) < wanted) {
            throw new IllegalStateException(ranked.size() + " partners cannot fill " + wanted + " positions");
        }
        List<PartnerRoom> chosen = new ArrayList<>();
        for (int rank = 0; rank < ranked.size(); rank++) {
            if (flow.isUsed(chosenBy[rank])) {
                chosen.add(ranked.get(rank));
            }
        }
        return chosen;
    }

    /** The j-th unit costs (2j − 1) times the weight, so that c units cost c² times it. */
    private void addRising(CheapestFlow flow, int from, int to, long weight) {
        for (int unit = 0; unit < wanted; unit++) {
            flow.add(from, to, weight * (2L * unit + 1));
        }
    }
}
