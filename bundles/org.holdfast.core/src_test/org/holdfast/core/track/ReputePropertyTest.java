// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.holdfast.format.identity.Tally;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever is said and seen. One seed makes all cases; a failure names the case. */
class ReputePropertyTest {
    private static final long SEED = Long.getLong("holdfast.property.seed", 20260301L);
    private static final int CASES = 2_000;
    private static final double ROUNDING = 1e-12;

    /** One case: what was seen, what is said, and who is poor. */
    private record Given(List<OwnDay> own, List<Testimony> others, boolean zones) {
        Repute repute(List<Testimony> said) {
            return Cases.judge(own, Set.of(), zones, said.toArray(Testimony[]::new));
        }

        Repute repute() {
            return repute(others);
        }

        List<Testimony> with(Testimony more) {
            List<Testimony> all = new ArrayList<>(others);
            all.add(more);
            return all;
        }
    }

    private interface Law {
        void check(Given given, Random random);
    }

    private static void always(Law law) {
        for (int number = 0; number < CASES; number++) {
            Random random = new Random(SEED + number);
            Given given = given(random);
            try {
                law.check(given, random);
            } catch (AssertionError e) {
                throw new AssertionError("seed " + (SEED + number) + ": " + given, e);
            }
        }
    }

    private static Given given(Random random) {
        List<OwnDay> own = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            own.add(new OwnDay(OwnDay.of(Cases.NOW) - random.nextInt(200), tally(random), random.nextInt(20) == 0));
        }
        List<Testimony> others = new ArrayList<>();
        for (int reporter = random.nextInt(12); reporter > 0; reporter--) {
            others.add(testimony(reporter, random));
        }
        return new Given(own, others, random.nextBoolean());
    }

    private static Testimony testimony(int reporter, Random random) {
        Testimony each = Cases.says(reporter, tally(random), random.nextInt(4) == 0);
        each = Cases.aged(each, Duration.ofDays(random.nextInt(120)));
        each = Cases.past(each, random.nextInt(200));
        each = Cases.sized(each, 1 + random.nextInt(20));
        return Cases.at(each, "host-" + random.nextInt(15), random.nextBoolean() ? "a" : "b");
    }

    private static Tally tally(Random random) {
        int many = random.nextBoolean() ? 1_000 : 10;
        return Cases.tally(random.nextInt(many), random.nextInt(4) / 3, random.nextInt(many));
    }

    @Test
    @Tag("R14")
    void othersAloneMoveTheScoreByThreeTenthsAtMost() {
        always((given, random) -> {
            double alone = given.repute(List.of()).score();
            double together = given.repute().score();
            assertTrue(together >= 0 && together <= 1, "score " + together);
            assertTrue(Math.abs(together - alone) <= TrackRules.INFLUENCE + ROUNDING, alone + " and " + together);
        });
    }

    @Test
    void theOrderOfWhatIsSaidDoesNotMatter() {
        always((given, random) -> {
            List<Testimony> shuffled = new ArrayList<>(given.others());
            Collections.shuffle(shuffled, random);
            Repute one = given.repute();
            Repute other = given.repute(shuffled);
            assertEquals(one.reneged(), other.reneged());
            assertEquals(one.score(), other.score(), ROUNDING);
        });
    }

    @Test
    @Tag("R14")
    void oneLiarMoreBlacklistsNobodyOfWhomNothingBadWasSaid() {
        always((given, random) -> {
            List<Testimony> kind =
                    given.others().stream().filter(each -> !each.reneged()).toList();
            Given harmless = new Given(List.of(), kind, given.zones());
            Testimony liar = Cases.says(99, Cases.BAD, true);
            assertEquals(0, harmless.repute(harmless.with(liar)).reneged());
        });
    }

    @Test
    void whoeverHasMoreGoodSaidOfItIsNeverThoughtWorse() {
        always((given, random) -> {
            // all of one size: one that moves the median moves the weights of others, too
            List<Testimony> equal =
                    given.others().stream().map(each -> Cases.sized(each, 1)).toList();
            Given even = new Given(given.own(), equal, given.zones());
            Repute before = even.repute();
            Repute after = even.repute(even.with(Cases.at(Cases.says(99, Cases.GOOD, false), "host-99", "c")));
            assertTrue(after.reneged() <= before.reneged(), before + " " + after);
        });
    }

    @Test
    @Tag("R15")
    void everythingIsForgottenAtLast() {
        always((given, random) -> {
            var facts = new ReputeRule.Case(
                    given.own(), given.others(), Set.of(), "own-host", "a", given.zones(), TrackRules.REPORTERS);
            Repute later =
                    ReputeRule.judge(facts, Cases.NOW.plus(TrackRules.WINDOW).plus(Duration.ofDays(1)));
            assertEquals(Repute.UNKNOWN, later);
        });
    }
}
