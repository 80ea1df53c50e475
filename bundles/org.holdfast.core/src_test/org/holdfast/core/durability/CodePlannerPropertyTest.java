// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.durability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.holdfast.model.CodeShape;
import org.holdfast.model.Domains;
import org.holdfast.model.Formats;
import org.holdfast.spi.policy.CodePlan;
import org.holdfast.spi.policy.DurabilityTarget;
import org.holdfast.spi.policy.PartnerGroup;
import org.holdfast.spi.policy.Whereabouts;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Over many groups, drawn from a seed each. The words "not worse" leave room for the last digits. */
@Tag("R43")
class CodePlannerPropertyTest {
    private static final int SEEDS = Boolean.getBoolean("holdfast.soak") ? 5_000 : 40;
    private static final double DIGITS = 1 + 1e-9;

    private record Case(long seed, Assumptions assumptions, PartnerGroup group, DurabilityTarget target) {
        static Case of(long seed) {
            Random random = new Random(seed);
            int hosts = 2 + random.nextInt(16);
            int sites = 1 + random.nextInt(5);
            int systems = 1 + random.nextInt(3);
            List<Domains> partners = IntStream.range(0, hosts)
                    .mapToObj(i ->
                            Worlds.domains("h" + i, "site" + random.nextInt(sites), "system" + random.nextInt(systems)))
                    .toList();
            List<Double> availability = random.doubles(hosts, 0.2, 1).boxed().toList();
            Assumptions assumptions = new Assumptions(
                    Duration.ofDays(100 + random.nextInt(1500)),
                    Duration.ofDays(random.nextInt(20)),
                    Duration.ofDays(random.nextInt(20)),
                    0.5,
                    random.nextInt(3) * 1e-3,
                    random.nextInt(3) * 1e-4);
            DurabilityTarget target = new DurabilityTarget(
                    Math.pow(10, -1 - 8 * random.nextDouble()), 1.3 + 3 * random.nextDouble(), random.nextInt(3));
            return new Case(seed, assumptions, Worlds.measured(Worlds.group(partners), availability), target);
        }

        CodePlanner planner() {
            return new CodePlanner(Formats.RS_CAUCHY_V1, assumptions);
        }

        CodePlan plan() {
            return planner().plan(group, target);
        }

        Fleet fleet() {
            return Fleet.of(group, assumptions);
        }

        int hosts() {
            return group.partners().size();
        }

        Case with(PartnerGroup other) {
            return new Case(seed, assumptions, other, target);
        }

        Case with(DurabilityTarget other) {
            return new Case(seed, assumptions, group, other);
        }
    }

    private static List<Case> cases() {
        return IntStream.range(0, SEEDS).mapToObj(Case::of).toList();
    }

    /** Every code that fits, tried one after the other. */
    private static List<Assessment> all(Case each) {
        List<Assessment> found = new ArrayList<>();
        for (int m = 1; m < each.hosts(); m++) {
            for (int k = 1; m + k <= each.hosts(); k++) {
                if ((double) (m + k) / m <= each.target().mostStoredFactor()) {
                    found.add(each.fleet().assess(new CodeShape(m, k)));
                }
            }
        }
        return found;
    }

    @Test
    void moreParityNeverRaisesTheLossByMachines() {
        for (Case each : cases()) {
            Fleet fleet = each.fleet();
            for (int m = 1; m < each.hosts(); m++) {
                for (int k = 1; m + k < each.hosts(); k++) {
                    Assessment less = fleet.assess(new CodeShape(m, k));
                    Assessment more = fleet.assess(new CodeShape(m, k + 1));
                    String what = "seed " + each.seed() + ": " + less + " then " + more;
                    assertTrue(more.live() <= less.live() * DIGITS, what);
                    assertTrue(more.archive() <= less.archive() * DIGITS, what);
                    assertTrue(more.lacking() <= less.lacking() * DIGITS, what);
                }
            }
        }
    }

    /** A shard more in the domain or elsewhere: with one more parity shard it is never worse. */
    @Test
    void moreParityNeverRaisesTheLossByADomain() {
        for (Case each : cases()) {
            double lost = each.assumptions().lost(0.5);
            for (int k = 1; k < 12; k++) {
                CodeShape less = new CodeShape(5, k);
                CodeShape more = new CodeShape(5, k + 1);
                for (int shards = 0; shards <= less.n(); shards++) {
                    double before = LossRates.shared(1, less, shards, BernoulliSum.binomial(less.n() - shards, lost));
                    double inside =
                            LossRates.shared(1, more, shards + 1, BernoulliSum.binomial(less.n() - shards, lost));
                    double outside = LossRates.shared(1, more, shards, BernoulliSum.binomial(more.n() - shards, lost));
                    assertTrue(Math.max(inside, outside) <= before * DIGITS, "seed " + each.seed() + ", " + more);
                }
            }
        }
    }

    @Test
    void moreAvailabilityNeverRaisesTheLoss() {
        for (Case each : cases()) {
            Random random = new Random(~each.seed());
            List<Double> better = each.group().availability().stream()
                    .map(one -> one + (1 - one) * random.nextDouble() * random.nextInt(2))
                    .toList();
            Case raised = each.with(Worlds.measured(each.group(), better));
            for (Assessment before : all(each)) {
                Assessment after = raised.fleet().assess(before.shape());
                String what = "seed " + each.seed() + ": " + before + " then " + after;
                assertTrue(after.lossPerYear() <= before.lossPerYear() * DIGITS, what);
                assertTrue(after.lacking() <= before.lacking() * DIGITS, what);
            }
        }
    }

    @Test
    void whatCanBeMetIsMetAndAtTheLeastCost() {
        int met = 0;
        for (Case any : cases()) {
            Case each = any.with(new DurabilityTarget(
                    any.target().lossPerYear(), any.target().mostStoredFactor(), 0));
            CodePlan plan = each.plan();
            String what = "seed " + each.seed() + ": " + plan;
            List<Assessment> meeting = all(each).stream()
                    .filter(one -> one.isReachable()
                            && one.lossPerYear() <= each.target().lossPerYear())
                    .toList();
            if (!meeting.isEmpty()) {
                met++;
                assertTrue(meeting.stream().anyMatch(one -> one.shape().equals(plan.shape())), what);
                assertEquals(0, plan.furtherPartners(), what);
                for (Assessment one : meeting) {
                    CodeShape other = one.shape();
                    assertTrue(
                            plan.shape().n() * other.m()
                                    <= other.n() * plan.shape().m(),
                            what + ", not " + other);
                }
            }
        }
        assertTrue(met > SEEDS / 10, "only " + met + " of " + SEEDS + " targets could be met");
    }

    @Test
    void aStricterTargetIsNeverCheaper() {
        for (Case each : cases()) {
            double loss = each.target().lossPerYear();
            double factor = each.target().mostStoredFactor();
            Case loose = each.with(new DurabilityTarget(loss, factor, 0));
            Case strict = each.with(new DurabilityTarget(loss / 10, factor, 0));
            CodePlan cheap = loose.plan();
            CodePlan dear = strict.plan();
            if (dear.furtherPartners() == 0 && dear.lossPerYear() <= loss / 10 && isReachable(strict, dear)) {
                String what = "seed " + each.seed() + ": " + cheap + " then " + dear;
                assertTrue(
                        cheap.shape().n() * dear.shape().m()
                                <= dear.shape().n() * cheap.shape().m(),
                        what);
                assertTrue(cheap.furtherPartners() == 0 && cheap.lossPerYear() <= loss, what);
            }
        }
    }

    private static boolean isReachable(Case each, CodePlan plan) {
        return each.fleet().assess(plan.shape()).isReachable();
    }

    /** The partners that are asked for do what is promised of them, if they are like the present ones. */
    @Test
    void theFurtherPartnersSuffice() {
        int asked = 0;
        for (Case each : cases()) {
            CodePlan plan = each.plan();
            if (plan.furtherPartners() > 0) {
                asked++;
                Case then = each.with(more(each, plan.furtherPartners()));
                Assessment after = then.fleet().assess(then.plan().shape());
                String what = "seed " + each.seed() + ": " + plan + " then " + after;
                assertTrue(
                        after.isReachable() && after.machines() <= each.target().lossPerYear(), what);
            }
        }
        assertTrue(asked > SEEDS / 10, "only " + asked + " of " + SEEDS + " asked for partners");
    }

    private static PartnerGroup more(Case each, int count) {
        List<Domains> partners = new ArrayList<>(
                each.group().partners().stream().map(Whereabouts::domains).toList());
        List<Double> availability = new ArrayList<>(each.group().availability());
        for (int i = 0; i < count; i++) {
            Domains like = partners.get(i);
            partners.add(Worlds.domains("more" + i, like.site(), like.osFamily()));
            availability.add(availability.get(i));
        }
        return Worlds.measured(Worlds.group(partners), availability);
    }
}
