// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.place;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.holdfast.core.place.PlacementOutcome.NotEnough;
import org.holdfast.core.place.PlacementOutcome.Placed;
import org.holdfast.model.CodeShape;
import org.holdfast.model.Domains;
import org.holdfast.model.OwnerId;

/**
 * Picks n partners for a segment and gives each a position.
 *
 * <p>Always: distinct hosts, each with room for the block. Of all such choices the best one by, in this order: no site
 * holds more than the k shards that may be lost at once, or as little more as possible; then the same of families of
 * operating systems; then shards are spread evenly over sites, then over systems; then the partners with the most free
 * bytes. Equal partners take turns, and so do the positions.
 *
 * <p>Found as a flow of n units of least cost from source over site, host and system to sink: the j-th unit through a
 * site costs 2j − 1, so that a site with c shards costs c², and the even split is the cheapest; units beyond k cost
 * more in the same way. The aims are kept apart by weights that the lesser ones together cannot reach. Picking greedily site by site would not be exact:
 * the sites' even split can leave only machines with the same system. Where several partners stand on one host, the one
 * with the most free bytes speaks for it. Pure.
 */
public final class Placement {
    private final PlacementRequest request;
    private final CodeShape shape;
    private final List<PartnerRoom> ranked;

    private Placement(PlacementRequest request) {
        this.request = request;
        this.shape = request.shape();
        this.ranked = rank(request);
    }

    public static PlacementOutcome place(PlacementRequest request) {
        return new Placement(request).place();
    }

    private PlacementOutcome place() {
        if (ranked.size() < shape.n()) {
            return new NotEnough(ranked.size(), shape.n(), shortage());
        }
        List<PartnerRoom> chosen = new SpreadFlow(ranked, shape, request.spread()).choose();
        return new Placed(positions(chosen), limits(chosen));
    }

    /** One partner for each host, the most free bytes first; among equals the turn decides who is first. */
    private static List<PartnerRoom> rank(PlacementRequest request) {
        Map<String, PartnerRoom> hosts = new HashMap<>();
        Comparator<PartnerRoom> free = Comparator.comparing(PartnerRoom::free);
        Comparator<PartnerRoom> better = free.thenComparing(PartnerRoom::id);
        for (PartnerRoom each : request.partners()) {
            if (each.free().compareTo(request.block()) >= 0) {
                hosts.merge(each.domains().host(), each, (a, b) -> better.compare(a, b) >= 0 ? a : b);
            }
        }
        List<PartnerRoom> rooms = rotated(hosts.values(), request.turn());
        rooms.sort(free.reversed());
        return rooms;
    }

    private List<OwnerId> positions(Collection<PartnerRoom> chosen) {
        return rotated(chosen, request.turn()).stream().map(PartnerRoom::id).toList();
    }

    static List<PartnerRoom> rotated(Collection<PartnerRoom> rooms, long turn) {
        List<PartnerRoom> list = new ArrayList<>(rooms);
        list.sort(Comparator.comparing(PartnerRoom::id));
        if (!list.isEmpty()) {
            Collections.rotate(list, Math.floorMod(turn, list.size()));
        }
        return list;
    }

    private List<Limit> limits(List<PartnerRoom> chosen) {
        List<Limit> limits = new ArrayList<>(limits(chosen, Limit.Kind.SITE, Domains::site));
        limits.addAll(limits(chosen, Limit.Kind.SYSTEM, Domains::osFamily));
        return limits;
    }

    private List<Limit> limits(List<PartnerRoom> chosen, Limit.Kind kind, Function<Domains, String> label) {
        Map<String, Long> counts = chosen.stream()
                .collect(Collectors.groupingBy(room -> label.apply(room.domains()), Collectors.counting()));
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() > shape.k())
                .map(entry -> new Limit(kind, entry.getKey(), entry.getValue().intValue(), shape))
                .sorted(Comparator.comparing(Limit::shards).reversed().thenComparing(Limit::label))
                .toList();
    }

    private String shortage() {
        long hosts = request.partners().stream()
                .map(partner -> partner.domains().host())
                .distinct()
                .count();
        String room = hosts == ranked.size()
                ? ""
                : ", and " + (hosts - ranked.size()) + " more without room for " + request.block();
        return shape + " needs partners on " + shape.n() + " different hosts; there are " + ranked.size() + room;
    }
}
