// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.partners;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.holdfast.core.select.Decision;
import org.holdfast.core.select.Judged;
import org.holdfast.core.select.PartnerSelection;
import org.holdfast.core.select.Search;
import org.holdfast.core.select.Selection;
import org.holdfast.model.ByteCount;
import org.holdfast.model.CodeShape;
import org.holdfast.model.Domains;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;
import org.holdfast.policy.standard.DistinctHost;
import org.holdfast.policy.standard.EnoughBandwidth;
import org.holdfast.policy.standard.EnoughSpace;
import org.holdfast.policy.standard.ScheduleOverlap;
import org.holdfast.policy.standard.SpreadOverSites;
import org.holdfast.policy.standard.SubnetSeparation;
import org.holdfast.policy.standard.SystemDiversity;
import org.holdfast.policy.standard.TrackRecord;
import org.holdfast.policy.standard.Weight;
import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.PartnerCriterion;
import org.holdfast.spi.policy.PartnerGroup;
import org.holdfast.spi.policy.Whereabouts;
import org.holdfast.testkit.policy.SampleCandidate;

/** Candidates to choose partners from, every one of whom agrees; among equals the earlier one is preferred. */
final class Pool {
    static final Whereabouts SELF = Whereabouts.always(new Domains("self", "home", "linux", "amd64"));
    private static final OwnerId OWN_ID = new OwnerId(new Id32(0, 0, 0, 0));
    private static final Instant NOW = Instant.parse("2026-11-28T00:00:00Z");

    private final List<Candidate> candidates = new ArrayList<>();
    private final List<Decision> latest = new ArrayList<>();
    private Selection.Next last = new Selection.Next.Enough();

    /** All criteria of the product, these two with a weight of their own. */
    static List<PartnerCriterion> criteria(Weight sites, Weight systems) {
        return List.of(
                new DistinctHost(Weight.USUAL),
                new EnoughSpace(Weight.USUAL),
                new SpreadOverSites(sites, false),
                new SubnetSeparation(Weight.USUAL, false, 24, 64),
                new SystemDiversity(systems),
                new ScheduleOverlap(Weight.USUAL, 1),
                new EnoughBandwidth(Weight.USUAL, 64, 256, 10_000),
                new TrackRecord(Weight.USUAL, 2));
    }

    /** One more, on a machine of its own. */
    Pool add(String site, String family, String arch) {
        int number = candidates.size() + 1;
        return add(SampleCandidate.named("node" + number).in(new Domains("host" + number, site, family, arch)));
    }

    Pool add(SampleCandidate sample) {
        Candidate any = sample.candidate();
        candidates.add(new Candidate(
                new OwnerId(new Id32(0, 0, 0, candidates.size() + 1)),
                any.name(),
                any.addresses(),
                any.domains(),
                any.offered(),
                any.wanted(),
                any.schedule(),
                any.bandwidth(),
                any.reputation()));
        return this;
    }

    List<Candidate> candidates() {
        return candidates;
    }

    /** What the last turn did, and what it decided on each candidate. */
    Selection.Next last() {
        return last;
    }

    List<Decision> decisions() {
        return latest;
    }

    /** The search, turn by turn, until it does not want to negotiate any more. */
    List<Candidate> choose(int wanted, CodeShape shape, List<PartnerCriterion> criteria) {
        List<Candidate> chosen = new ArrayList<>();
        last = turn(wanted, shape, criteria, chosen);
        while (last instanceof Selection.Next.Negotiate(Candidate next)) {
            chosen.add(next);
            last = turn(wanted, shape, criteria, chosen);
        }
        return chosen;
    }

    private Selection.Next turn(int wanted, CodeShape shape, List<PartnerCriterion> criteria, List<Candidate> chosen) {
        PartnerGroup group = new PartnerGroup(
                SELF, chosen.stream().map(Candidate::whereabouts).toList(), shape, ByteCount.mebibytes(100));
        List<Judged> judged = candidates.stream()
                .filter(each -> !chosen.contains(each))
                .map(each -> Judged.by(criteria, each, group))
                .toList();
        Map<OwnerId, Domains> partners = new HashMap<>();
        chosen.forEach(each -> partners.put(each.id(), each.domains()));
        Selection selection = PartnerSelection.next(new Search(
                OWN_ID, wanted, partners, Set.of(), judged, Map.of(), Optional.of(NOW), Duration.ofSeconds(5), NOW));
        latest.clear();
        latest.addAll(selection.decisions());
        return selection.next();
    }

    static long distinct(List<Candidate> chosen, Function<Domains, Object> label) {
        return chosen.stream().map(Candidate::domains).map(label).distinct().count();
    }

    static Stream<String> names(List<Candidate> chosen) {
        return chosen.stream().map(Candidate::name);
    }
}
