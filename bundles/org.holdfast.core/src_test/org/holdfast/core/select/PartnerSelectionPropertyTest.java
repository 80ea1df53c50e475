// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.select;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.SplittableRandom;
import org.holdfast.core.select.Selection.Next;
import org.holdfast.model.Domains;
import org.holdfast.model.OwnerId;
import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.Verdict;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The whole loop in virtual time, with candidates that come up one by one, fail criteria, or say no. */
class PartnerSelectionPropertyTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration EVERY = Duration.ofSeconds(60);

    @Test
    @Tag("R4")
    @Tag("R5")
    @Tag("R17")
    void reachesExactlyWhatIsWantedWheneverItCanBeReached() {
        for (long seed = 1; seed <= 300; seed++) {
            new Loop(seed).run();
        }
    }

    private static final class Loop {
        private final SplittableRandom random;
        private final long seed;
        private final int wanted;
        private final List<Judged> everybody = new ArrayList<>();
        private final Set<OwnerId> bad = new HashSet<>();
        private final List<Judged> heard = new ArrayList<>();
        private final Map<OwnerId, Domains> partners = new HashMap<>();
        private final Map<OwnerId, Refusal> refusals = new HashMap<>();
        private Optional<Instant> lastQuery = Optional.empty();
        private Instant now = START;
        private int queriesWithEnough;

        Loop(long seed) {
            this.seed = seed;
            this.random = new SplittableRandom(seed);
            this.wanted = random.nextInt(1, 9);
            for (int i = 1; i <= random.nextInt(1, 20); i++) {
                everybody.add(somebody(i));
            }
        }

        void run() {
            boolean enough = false;
            for (int turn = 0; turn < 500; turn++) {
                Next next = PartnerSelection.next(search()).next();
                enough = partners.size() >= wanted;
                assertEquals(enough, next instanceof Next.Enough, this::toString);
                act(next);
                assertTrue(partners.size() <= wanted, this::toString);
            }
            assertEquals(Math.min(wanted, everybody.size() - bad.size()), partners.size(), this::toString);
            assertEquals(0, queriesWithEnough, this::toString);
        }

        private Search search() {
            return new Search(id(0), wanted, partners, Set.of(), heard, refusals, lastQuery, EVERY, now);
        }

        private void act(Next next) {
            switch (next) {
                case Next.Enough() -> now = now.plus(EVERY);
                case Next.Negotiate(Candidate candidate) -> negotiate(candidate);
                case Next.Query() -> query();
                case Next.Wait(Instant until) -> {
                    assertTrue(until.isAfter(now), this::toString);
                    now = until;
                }
            }
        }

        private void negotiate(Candidate candidate) {
            assertFalse(bad.contains(candidate.id()), this::toString);
            assertFalse(partners.containsKey(candidate.id()), this::toString);
            if (random.nextInt(3) == 0) {
                refusals.put(candidate.id(), new Refusal(now.plusSeconds(random.nextInt(300)), "not now"));
            } else {
                partners.put(candidate.id(), candidate.domains());
            }
            now = now.plusSeconds(1);
        }

        /** One or two more are heard of. */
        private void query() {
            queriesWithEnough += partners.size() >= wanted ? 1 : 0;
            lastQuery = Optional.of(now);
            for (int i = random.nextInt(3); i > 0 && heard.size() < everybody.size(); i--) {
                heard.add(everybody.get(heard.size()));
            }
        }

        private Judged somebody(int number) {
            Candidate candidate = Somebody.candidate(number);
            if (random.nextInt(4) == 0) {
                bad.add(candidate.id());
                return new Judged(candidate, List.of(new Opinion("a", new Verdict.Reject("bad"))));
            }
            return new Judged(candidate, List.of(new Opinion("a", new Verdict.Score(random.nextDouble(), "good"))));
        }

        private static OwnerId id(int number) {
            return Somebody.id(number);
        }

        @Override
        public String toString() {
            return "seed " + seed + ", wanted " + wanted + ", partners " + partners.size();
        }
    }
}
