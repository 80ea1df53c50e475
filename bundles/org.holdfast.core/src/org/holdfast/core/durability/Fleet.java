// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.durability;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.holdfast.core.durability.SharedRisk.Kind;
import org.holdfast.model.CodeShape;
import org.holdfast.model.Domains;
import org.holdfast.spi.policy.PartnerGroup;

/**
 * The hosts that a code can use. Where figures differ it never flatters: any n of the hosts may get the shards of a
 * segment, so it reckons with the n least available ones, repaired as slowly as the slowest, and those that die
 * together with a failure domain are not the worst. Hence a better partner never makes a figure worse.
 */
final class Fleet {
    /** A machine that partners stand on. */
    record Host(Domains domains, double availability) {}

    private static final int MOST = 64; // shards of a codeword: CodeShape ends there

    private final Domains self;
    private final List<Host> hosts;
    private final Assumptions assumptions;
    private final double slowest;
    private final List<BernoulliSum> lost;
    private final List<BernoulliSum> answering;
    private final List<Map<String, Integer>> sites;
    private final List<Map<String, Integer>> systems;

    private Fleet(Domains self, List<Host> hosts, Assumptions assumptions) {
        this.self = self;
        this.hosts = List.copyOf(hosts);
        this.assumptions = assumptions;
        List<Double> worstFirst =
                hosts.stream().map(Host::availability).sorted().limit(MOST).toList();
        this.slowest = worstFirst.isEmpty() ? assumptions.availability() : worstFirst.getFirst();
        this.lost = growing(worstFirst, assumptions::lost);
        this.answering = growing(worstFirst, assumptions::answers);
        List<Domains> spread = spread(hosts.stream().map(Host::domains).toList());
        this.sites = counted(spread, Domains::site);
        this.systems = counted(spread, Domains::osFamily);
    }

    /** Several partners on one host count once, as the one that is worst to reach. */
    static Fleet of(PartnerGroup group, Assumptions assumptions) {
        Map<String, Host> hosts = new LinkedHashMap<>();
        for (int i = 0; i < group.partners().size(); i++) {
            Domains domains = group.partners().get(i).domains();
            double availability = group.availability().isEmpty()
                    ? assumptions.availability()
                    : group.availability().get(i);
            hosts.merge(
                    domains.host(),
                    new Host(domains, availability),
                    (a, b) -> a.availability() <= b.availability() ? a : b);
        }
        return new Fleet(group.self().domains(), List.copyOf(hosts.values()), assumptions);
    }

    /** With one more host, like the present ones in their turn, or like the owner's own where there is none. */
    Fleet grown(int turn) {
        List<Host> more = new ArrayList<>(hosts);
        more.add(hosts.isEmpty() ? new Host(self, assumptions.availability()) : hosts.get(turn % hosts.size()));
        return new Fleet(self, more, assumptions);
    }

    int size() {
        return hosts.size();
    }

    /** Shards of the longest codeword that fits. */
    int longest() {
        return Math.min(MOST, hosts.size());
    }

    /** Losses a year that no code prevents, nor more hosts like these: those of what all of them share. */
    double inevitable() {
        boolean oneSite = sites.getLast().size() == 1;
        boolean oneSystem = systems.getLast().size() == 1;
        return (oneSite ? assumptions.siteLosses() : 0) + (oneSystem ? assumptions.systemLosses() : 0);
    }

    private static List<BernoulliSum> growing(List<Double> worstFirst, ToDoubleFunction<Double> chance) {
        List<BernoulliSum> sums = new ArrayList<>(List.of(BernoulliSum.none()));
        for (Double each : worstFirst) {
            sums.add(sums.getLast().and(chance.applyAsDouble(each)));
        }
        return sums;
    }

    /** The hosts as placement would take them: each from the site, then the system, that has the fewest so far. */
    private static List<Domains> spread(Collection<Domains> hosts) {
        List<Domains> left = new ArrayList<>(hosts);
        List<Domains> taken = new ArrayList<>();
        Map<String, Integer> sites = new LinkedHashMap<>();
        Map<String, Integer> systems = new LinkedHashMap<>();
        while (!left.isEmpty() && taken.size() < MOST) {
            Domains next = left.stream()
                    .min(Comparator.<Domains>comparingInt(each -> sites.getOrDefault(each.site(), 0))
                            .thenComparingInt(each -> systems.getOrDefault(each.osFamily(), 0)))
                    .orElseThrow();
            left.remove(next);
            taken.add(next);
            sites.merge(next.site(), 1, Integer::sum);
            systems.merge(next.osFamily(), 1, Integer::sum);
        }
        return taken;
    }

    /** At n: how many of the first n hosts share each label. */
    private static List<Map<String, Integer>> counted(List<Domains> spread, Function<Domains, String> label) {
        List<Map<String, Integer>> counts = new ArrayList<>(List.of(Map.of()));
        for (Domains each : spread) {
            Map<String, Integer> next = new LinkedHashMap<>(counts.getLast());
            next.merge(label.apply(each), 1, Integer::sum);
            counts.add(next);
        }
        return counts;
    }

    /** @param shape of at most {@link #longest} shards */
    Assessment assess(CodeShape shape) {
        int n = shape.n();
        List<SharedRisk> shared = new ArrayList<>();
        sites.get(n)
                .forEach(
                        (label, shards) -> shared.add(risk(Kind.SITE, label, shape, shards, assumptions.siteLosses())));
        systems.get(n)
                .forEach((label, shards) ->
                        shared.add(risk(Kind.SYSTEM, label, shape, shards, assumptions.systemLosses())));
        return new Assessment(
                shape,
                LossRates.live(shape, lost.get(n), assumptions.failures()),
                LossRates.archive(shape, assumptions.failures(), assumptions.repairs(slowest)),
                shared,
                answering.get(n).below(shape.m()));
    }

    private SharedRisk risk(Kind kind, String label, CodeShape shape, int shards, double rate) {
        BernoulliSum elsewhere = lost.get(shape.n() - shards);
        return new SharedRisk(kind, label, shards, LossRates.shared(rate, shape, shards, elsewhere));
    }
}
