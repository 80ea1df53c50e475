// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.select;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.holdfast.core.select.Selection.Next;
import org.holdfast.model.Domains;
import org.holdfast.model.OwnerId;
import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.Verdict;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PartnerSelectionTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final Map<OwnerId, Domains> partners = new HashMap<>();
    private final Set<OwnerId> negotiating = new HashSet<>();
    private final List<Judged> candidates = new ArrayList<>();
    private final Map<OwnerId, Refusal> refusals = new HashMap<>();
    private Optional<Instant> lastQuery = Optional.empty();
    private int wanted = 3;

    @Test
    @Tag("R5")
    void goesOnUntilThereAreExactlyEnoughAndThenSendsNothing() {
        for (int i = 1; i <= 8; i++) {
            candidates.add(judged(i, 1));
        }
        List<Next> steps = new ArrayList<>();
        for (int turn = 0; turn < 20; turn++) {
            Next next = select().next();
            steps.add(next);
            if (next instanceof Next.Negotiate(Candidate candidate)) {
                partners.put(candidate.id(), candidate.domains());
            }
        }
        assertEquals(3, partners.size());
        assertTrue(steps.subList(0, 3).stream().allMatch(Next.Negotiate.class::isInstance), steps::toString);
        assertTrue(steps.subList(3, 20).stream().allMatch(Next.Enough.class::isInstance), steps::toString);
    }

    @Test
    @Tag("R5")
    void asksForCandidatesWhileThereAreNone() {
        assertEquals(new Next.Query(), select().next());
        lastQuery = Optional.of(NOW);
        assertEquals(new Next.Wait(NOW.plus(EVERY)), select().next());
        lastQuery = Optional.of(NOW.minus(EVERY));
        assertEquals(new Next.Query(), select().next());
    }

    @Test
    @Tag("R5")
    void onePartnerLostStartsTheSearchAgain() {
        wanted = 1;
        partners.put(id(1), domains("host1"));
        assertEquals(new Next.Enough(), select().next());
        partners.clear();
        assertEquals(new Next.Query(), select().next());
    }

    @Test
    @Tag("R4")
    void aRejectedCandidateIsNeverNegotiatedWith() {
        candidates.add(judged(
                1, new Verdict.Score(1, "roomy"), new Verdict.Reject("same host as host7"), new Verdict.Score(1, "")));
        Selection selection = select();
        assertEquals(new Next.Query(), selection.next());
        assertEquals(new Standing.Rejected("criterion1", "same host as host7"), standing(selection, 1));
        assertEquals(3, selection.decisions().getFirst().judged().opinions().size(), "every verdict is kept");
    }

    @Test
    void scoresAreMultipliedAndTheBestIsFirst() {
        candidates.add(judged(1, new Verdict.Score(0.9, "a"), new Verdict.Score(0.5, "b")));
        candidates.add(judged(2, new Verdict.Score(0.7, "a"), new Verdict.Score(0.7, "b")));
        candidates.add(judged(3, new Verdict.Score(1, "a"), new Verdict.Score(0.1, "b")));
        Selection selection = select();
        assertEquals(new Next.Negotiate(candidates.get(1).candidate()), selection.next());
        assertEquals(new Standing.Chosen(0.7 * 0.7), standing(selection, 2));
        assertEquals(new Standing.Eligible(0.9 * 0.5), standing(selection, 1));
    }

    @Test
    void aScoreOfZeroIsTheLastChoiceButAChoice() {
        candidates.add(judged(1, 0));
        assertEquals(new Next.Negotiate(candidates.getFirst().candidate()), select().next());
    }

    @Test
    void amongEqualsTheNearestIdComesFirst() {
        candidates.add(judged(0x40, 1));
        candidates.add(judged(0x11, 1));
        candidates.add(judged(0x1F, 1));
        Next next = PartnerSelection.next(search(id(0x10))).next();
        assertEquals(new Next.Negotiate(candidates.get(1).candidate()), next);
        Next other = PartnerSelection.next(search(id(0x44))).next();
        assertEquals(new Next.Negotiate(candidates.getFirst().candidate()), other);
    }

    @Test
    @Tag("R17")
    void afterARefusalComesTheNextCandidate() {
        candidates.add(judged(1, 1));
        candidates.add(judged(2, 0.5));
        assertEquals(new Next.Negotiate(candidates.get(0).candidate()), select().next());
        refusals.put(id(1), new Refusal(NOW.plusSeconds(30), "no space left"));
        Selection selection = select();
        assertEquals(new Next.Negotiate(candidates.get(1).candidate()), selection.next());
        assertEquals(new Standing.Refused(NOW.plusSeconds(30), "no space left"), standing(selection, 1));
    }

    @Test
    void aRefusalIsForgottenAtItsTime() {
        candidates.add(judged(1, 1));
        lastQuery = Optional.of(NOW);
        refusals.put(id(1), new Refusal(NOW.plusSeconds(30), "no space left"));
        assertEquals(new Next.Wait(NOW.plusSeconds(30)), select().next(), "sooner than the next query");
        refusals.put(id(1), new Refusal(NOW, "no space left"));
        assertInstanceOf(Next.Negotiate.class, select().next());
    }

    @Test
    void negotiationsUnderWayAreNotExceeded() {
        partners.put(id(1), domains("host1"));
        negotiating.addAll(Set.of(id(2), id(3)));
        candidates.add(judged(2, 1));
        candidates.add(judged(4, 1));
        Selection selection = select();
        assertEquals(new Next.Wait(NOW.plus(EVERY)), selection.next());
        assertEquals(new Standing.Negotiating(), standing(selection, 2));
        assertEquals(new Standing.Eligible(1), standing(selection, 4));
    }

    @Test
    void partnersOnOneHostCountOnce() {
        wanted = 2;
        partners.put(id(1), domains("same"));
        partners.put(id(2), domains("same"));
        candidates.add(judged(1, 1));
        candidates.add(judged(3, 1));
        Selection selection = select();
        assertEquals(new Next.Negotiate(candidates.get(1).candidate()), selection.next());
        assertEquals(new Standing.Partner(), standing(selection, 1));
    }

    @Test
    void withEnoughPartnersTheReasonsAreStillKept() {
        wanted = 1;
        partners.put(id(1), domains("host1"));
        candidates.add(judged(2, 1));
        Selection selection = select();
        assertEquals(new Next.Enough(), selection.next());
        assertEquals(new Standing.Eligible(1), standing(selection, 2));
    }

    private Selection select() {
        return PartnerSelection.next(search(id(0)));
    }

    private Search search(OwnerId self) {
        return new Search(self, wanted, partners, negotiating, candidates, refusals, lastQuery, EVERY, NOW);
    }

    private static Standing standing(Selection selection, int number) {
        return selection.decisions().stream()
                .filter(decision -> decision.judged().candidate().id().equals(id(number)))
                .findFirst()
                .orElseThrow()
                .standing();
    }

    private static Judged judged(int number, double score) {
        return judged(number, new Verdict.Score(score, "fine"));
    }

    private static Judged judged(int number, Verdict... verdicts) {
        List<Opinion> opinions = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            opinions.add(new Opinion("criterion" + opinions.size(), verdict));
        }
        return new Judged(Somebody.candidate(number), opinions);
    }

    private static Domains domains(String host) {
        return new Domains(host, "site", "linux", "amd64");
    }

    private static OwnerId id(int number) {
        return Somebody.id(number);
    }
}
