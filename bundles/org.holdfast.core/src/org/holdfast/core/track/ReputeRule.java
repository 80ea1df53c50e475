// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.track;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.holdfast.core.track.Repute.Believed;
import org.holdfast.format.identity.Tally;
import org.holdfast.model.OwnerId;

/**
 * What to think of a node, given what was seen and what is said: docs/track-record.md as a function.
 *
 * <p>Idea. Own marks count as they are. Others are heard with one voice for each host, and each site where there are
 * several, so that a crowd on one machine is one witness; what a voice brings in is bounded, and all voices together
 * move the score by {@link TrackRules#INFLUENCE} at most. Where a grave thing is said, that somebody reneged, it takes
 * several independent reporters, and it is not believed against twice as many who vouch, nor against own knowledge.
 *
 * <p>Alternatives tried: a median of the voices is harder to move but says nothing below three voices; scores that
 * propagate through trust in reporters (eigenvectors) reward rings that praise each other. Cost: linear in the
 * testimonies.
 */
public final class ReputeRule {
    private static final Comparator<Witness> HEAVIEST =
            Comparator.comparingDouble(Witness::weight).reversed().thenComparing(each -> each.says.reporter());

    private ReputeRule() {}

    /**
     * All that there is to judge by.
     *
     * @param own by day
     * @param others of each reporter its newest
     * @param poor reporters that do not deserve much belief
     * @param host where this node stands: others there are no witnesses beside it
     * @param severalZones whether the confederation stands on more than one site
     * @param quorum reporters on distinct hosts that it takes to believe that somebody reneged
     */
    public record Case(
            List<OwnDay> own,
            List<Testimony> others,
            Set<OwnerId> poor,
            String host,
            String zone,
            boolean severalZones,
            int quorum) {
        public Case {
            own = List.copyOf(own);
            others = List.copyOf(others);
            poor = Set.copyOf(poor);
        }
    }

    private record Witness(Testimony says, double weight, Marks marks) {}

    /** Pure; the order of days and testimonies does not matter. */
    public static Repute judge(Case facts, Instant now) {
        List<OwnDay> own = facts.own().stream().filter(day -> day.counts(now)).toList();
        Collection<Witness> witnesses = witnesses(facts, now);
        boolean reneged = own.stream().anyMatch(OwnDay::reneged);
        Marks certain = certain(own, witnesses, now);
        Accusation accusation = accusation(facts, witnesses, certain, reneged);
        return new Repute(
                accusation.count(),
                score(certain, spoken(facts, witnesses)),
                own.stream().map(OwnDay::tally).reduce(Tally.NONE, Tally::plus),
                reneged,
                witnesses.size(),
                accusation.accusers(),
                accusation.believed());
    }

    /** The heaviest of each host; of equal ones that with the lowest owner id. */
    private static Collection<Witness> witnesses(Case facts, Instant now) {
        List<Testimony> heard = facts.others().stream()
                .filter(each -> each.counts(now) && !each.host().equals(facts.host()))
                .toList();
        double median = median(heard);
        Map<String, Witness> byHost = new TreeMap<>();
        heard.stream()
                .map(each -> new Witness(each, weight(each, median, facts, now), each.marks(now)))
                .sorted(HEAVIEST)
                .forEach(each -> byHost.putIfAbsent(each.says.host(), each));
        return byHost.values();
    }

    private static double weight(Testimony says, double median, Case facts, Instant now) {
        double size = median == 0 ? 1 : Math.min(1, says.reserved().value() / median);
        return says.seniority(now) * size * (facts.poor().contains(says.reporter()) ? TrackRules.POOR_WEIGHT : 1);
    }

    private static double median(List<Testimony> heard) {
        long[] sizes = heard.stream()
                .mapToLong(each -> each.reserved().value())
                .sorted()
                .toArray();
        return sizes.length == 0 ? 0 : (sizes[(sizes.length - 1) / 2] + (double) sizes[sizes.length / 2]) / 2;
    }

    /** What was seen here, and what was proved here. */
    private static Marks certain(List<OwnDay> own, Collection<Witness> witnesses, Instant now) {
        Marks seen = own.stream().map(day -> day.marks(now)).reduce(Marks.NONE, Marks::plus);
        return witnesses.stream()
                .filter(each -> each.says.proven())
                .map(Witness::marks)
                .reduce(seen, Marks::plus);
    }

    /** What the others bring in: a voice for each host, or for each site where there are several. */
    private static Marks spoken(Case facts, Collection<Witness> witnesses) {
        return witnesses.stream()
                .filter(each -> !each.says.proven())
                .collect(Collectors.groupingBy(
                        each -> facts.severalZones() ? each.says.zone() : each.says.host(),
                        TreeMap::new,
                        Collectors.toList()))
                .values()
                .stream()
                .map(ReputeRule::voice)
                .reduce(Marks.NONE, Marks::plus);
    }

    /** The weighted mean of a group, with the weight of its heaviest. */
    private static Marks voice(List<Witness> group) {
        double sum = group.stream().mapToDouble(Witness::weight).sum();
        double heaviest = group.stream().mapToDouble(Witness::weight).max().orElse(0);
        return sum == 0
                ? Marks.NONE
                : group.stream()
                        .map(each -> each.marks.times(each.weight))
                        .reduce(Marks.NONE, Marks::plus)
                        .times(heaviest / sum);
    }

    private static double score(Marks certain, Marks spoken) {
        double alone = certain.mean();
        double together = certain.plus(spoken).mean();
        return Math.clamp(
                together, Math.max(0, alone - TrackRules.INFLUENCE), Math.min(1, alone + TrackRules.INFLUENCE));
    }

    private record Accusation(int count, int accusers, Believed believed) {}

    private static Accusation accusation(Case facts, Collection<Witness> witnesses, Marks certain, boolean own) {
        List<Witness> accusers = witnesses.stream()
                .filter(each -> each.says.reneged() && !facts.poor().contains(each.says.reporter()))
                .toList();
        int proven = (int) accusers.stream().filter(each -> each.says.proven()).count();
        int hosts = accusers.size() + (own ? 1 : 0);
        Believed believed = believed(facts, accusers, vouching(facts, witnesses, certain), own);
        return new Accusation(
                believed == Believed.BELIEVED ? hosts : proven + (own ? 1 : 0), accusers.size(), believed);
    }

    private static Believed believed(Case facts, List<Witness> accusers, long vouching, boolean own) {
        if (accusers.isEmpty()) {
            return Believed.NOTHING_SAID;
        }
        long zones = accusers.stream().map(each -> each.says.zone()).distinct().count();
        boolean ownZone =
                own && accusers.stream().noneMatch(each -> each.says.zone().equals(facts.zone()));
        boolean alone = facts.severalZones() && facts.quorum() > 1 && zones + (ownZone ? 1 : 0) < 2;
        if (alone || accusers.size() + (own ? 1 : 0) < facts.quorum()) {
            return Believed.TOO_FEW;
        }
        return !own && vouching >= TrackRules.ACQUITTAL * accusers.size() ? Believed.OUTWEIGHED : Believed.BELIEVED;
    }

    /**
     * How many found more good than bad. Counted like those who accuse, not weighed: an agreement that is dated back
     * weighs most. This node is one of them; what it knows well itself, nobody talks it out of.
     */
    private static long vouching(Case facts, Collection<Witness> witnesses, Marks certain) {
        long others = witnesses.stream()
                .filter(each -> !each.says.reneged()
                        && !facts.poor().contains(each.says.reporter())
                        && each.marks.good() > each.marks.bad())
                .count();
        if (certain.good() <= certain.bad()) {
            return others;
        }
        return certain.sum() >= TrackRules.VOICE ? Long.MAX_VALUE : others + 1;
    }
}
