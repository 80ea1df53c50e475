// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.place;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.holdfast.core.place.CheapestFlow.Cost;
import org.holdfast.model.CodeShape;
import org.holdfast.model.Domains;

/**
 * The choice of {@link Placement} as a flow. Costs of one partner: how many have more free bytes, and for equal ones
 * its turn; of c partners on one system: c² times more than all that together; of c partners on one site: c² times more
 * than all of these. What goes before all that, as the first part of a {@link Cost}: of x partners on one system beyond
 * those that may be lost, x², and of x such partners on one site x² times more than all of these.
 */
final class SpreadFlow {
    private static final int SOURCE = 0;
    private static final int SINK = 1;
    private final List<PartnerRoom> ranked;
    private final int wanted;
    private final int bearable;
    private final Map<String, Integer> sites;
    private final Map<String, Integer> systems;
    private final Cost system;
    private final Cost site;

    SpreadFlow(List<PartnerRoom> ranked, CodeShape shape, Spread spread) {
        this.ranked = ranked;
        this.wanted = shape.n();
        this.bearable = shape.k();
        int firstSite = 2 + ranked.size();
        this.sites = numbered(Domains::site, firstSite);
        this.systems = numbered(Domains::osFamily, firstSite + sites.size());
        long abovePartners = (long) wanted * ranked.size() * aboveTurns() + 1;
        long aboveSystems = (long) wanted * wanted + 1;
        this.system = spread.systems() ? new Cost(1, abovePartners) : Cost.NONE;
        this.site = spread.sites() ? new Cost(aboveSystems, abovePartners * aboveSystems) : Cost.NONE;
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
        sites.values().forEach(site -> addRising(flow, SOURCE, site, this.site));
        systems.values().forEach(system -> addRising(flow, system, SINK, this.system));
        int[] chosenBy = new int[ranked.size()];
        long[] costs = partnerCosts();
        for (int rank = 0; rank < ranked.size(); rank++) {
            Domains domains = ranked.get(rank).domains();
            chosenBy[rank] = flow.add(sites.get(domains.site()), 2 + rank, new Cost(0, costs[rank]));
            flow.add(2 + rank, systems.get(domains.osFamily()), Cost.NONE);
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

    /** The j-th unit costs (2j − 1) times the weight, so that c units cost c² times it; so do those beyond k. */
    private void addRising(CheapestFlow flow, int from, int to, Cost weight) {
        for (int unit = 0; unit < wanted; unit++) {
            long beyond = Math.max(0, 2L * (unit - bearable) + 1);
            flow.add(from, to, new Cost(weight.first() * beyond, weight.second() * (2L * unit + 1)));
        }
    }
}
