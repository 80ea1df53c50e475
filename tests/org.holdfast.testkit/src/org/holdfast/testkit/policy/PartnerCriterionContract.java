// SPDX-License-Identifier: EPL-2.0
package org.holdfast.testkit.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Bytes;
import org.holdfast.model.CodeShape;
import org.holdfast.model.Domains;
import org.holdfast.model.WeekSchedule;
import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.PartnerCriterion;
import org.holdfast.spi.policy.PartnerGroup;
import org.holdfast.spi.policy.Reputation;
import org.holdfast.spi.policy.Verdict;
import org.holdfast.spi.policy.Whereabouts;
import org.junit.jupiter.api.Test;

/** What every criterion promises: it judges whomever it is shown, at once, with a reason, and always in the same way. */
public abstract class PartnerCriterionContract {
    private static final Duration QUICK = Duration.ofSeconds(2);
    private static final int ROUNDS = 200;
    private static final WeekSchedule NEVER =
            new WeekSchedule(Bytes.of(new byte[WeekSchedule.HOURS / 8]), ZoneId.of("Asia/Kathmandu"));

    /** A criterion to try; equally configured each time. */
    protected abstract PartnerCriterion criterion();

    /** Some that it scores. */
    protected abstract List<Candidate> welcome();

    /** Some that it rejects, if it ever rejects anybody. */
    protected List<Candidate> unwelcome() {
        return List.of();
    }

    @Test
    void itsIdIsAWordThatPeopleCanType() {
        assertTrue(
                criterion().id().matches("[a-z][a-z0-9-]{2,31}"),
                () -> "the id is '" + criterion().id() + "'");
        assertEquals(criterion().id(), criterion().id());
    }

    @Test
    void whoIsWelcomeGetsAScoreAndTheOthersARejection() {
        assertFalse(welcome().isEmpty(), "a criterion that takes nobody leaves the node without partners");
        welcome().forEach(each -> assertInstanceOf(Verdict.Score.class, judge(each), each::toString));
        unwelcome().forEach(each -> assertInstanceOf(Verdict.Reject.class, judge(each), each::toString));
    }

    @Test
    void everybodyIsJudgedWithAReasonOfOneLine() {
        for (PartnerGroup group : groups()) {
            for (Candidate each : all()) {
                String reason = criterion().judge(each, group).reason();
                assertFalse(reason.isBlank() || reason.contains("\n") || reason.length() > 300, reason);
            }
        }
    }

    @Test
    void theVerdictDependsOnNothingElse() {
        PartnerCriterion used = criterion();
        for (PartnerGroup group : groups()) {
            for (Candidate each : all()) {
                Verdict fresh = criterion().judge(each, group);
                assertEquals(fresh, used.judge(each, group));
                assertEquals(fresh, used.judge(each, group));
            }
        }
    }

    @Test
    void judgingIsQuick() {
        PartnerCriterion one = criterion();
        assertTimeout(QUICK, () -> judgeAll(one, ROUNDS));
    }

    @Test
    void severalThreadsMayAskAtOnce() throws InterruptedException, ExecutionException {
        PartnerCriterion shared = criterion();
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int task = 0; task < 8; task++) {
                running.add(threads.submit(() -> judgeAll(shared, ROUNDS / 8)));
            }
        }
        for (Future<?> task : running) {
            task.get();
        }
    }

    /** A candidate by its name, on a machine of its own. */
    protected static Candidate named(String name) {
        return SampleCandidate.named(name).candidate();
    }

    private Verdict judge(Candidate candidate) {
        return criterion().judge(candidate, groups().getFirst());
    }

    private void judgeAll(PartnerCriterion criterion, int rounds) {
        for (int round = 0; round < rounds; round++) {
            groups().forEach(group -> all().forEach(each -> criterion.judge(each, group)));
        }
    }

    /** Those that the provider names, and some that nobody expects: what they say of themselves is theirs. */
    private List<Candidate> all() {
        SampleCandidate plain = SampleCandidate.named("plain");
        Stream<Candidate> odd =
                Stream.of(" ", "a".repeat(32), "(", "\\E[", "%s", "ÄÖÜ \u20AC").map(PartnerCriterionContract::named);
        Stream<Candidate> extremes = Stream.of(
                        plain,
                        plain.at().offering(ByteCount.ZERO),
                        plain.at("no.such.host", "2001:db8::7").online(NEVER),
                        plain.measured(0, 0).reputed(new Reputation(0, 0)),
                        plain.measured(Long.MAX_VALUE, Long.MAX_VALUE).reputed(new Reputation(Integer.MAX_VALUE, 1)))
                .map(SampleCandidate::candidate);
        return Stream.of(welcome().stream(), unwelcome().stream(), odd, extremes)
                .flatMap(each -> each)
                .toList();
    }

    private static List<PartnerGroup> groups() {
        Whereabouts self = Whereabouts.always(new Domains("self", "home", "linux", "amd64"));
        List<Whereabouts> many = Stream.iterate(1, i -> i + 1)
                .limit(63)
                .map(i -> Whereabouts.always(new Domains("host" + i, "site" + i % 3, "windows", "amd64")))
                .toList();
        CodeShape shape = CodeShape.parse("5+2");
        return List.of(
                new PartnerGroup(self, many.subList(0, 3), shape, ByteCount.mebibytes(100)),
                new PartnerGroup(self, List.of(), CodeShape.parse("1+0"), ByteCount.ZERO),
                new PartnerGroup(self, many, shape, ByteCount.mebibytes(1L << 30)));
    }
}
