// SPDX-License-Identifier: EPL-2.0
package org.holdfast.testkit.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Bytes;
import org.holdfast.model.WeekSchedule;
import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.PartnerCriterion;
import org.holdfast.spi.policy.PartnerGroup;
import org.holdfast.spi.policy.Reputation;
import org.holdfast.spi.policy.Verdict;
import org.junit.jupiter.api.Test;

/** What every criterion promises: it judges whomever it is shown, at once, with a reason, and always in the same way. */
public abstract class PartnerCriterionContract extends PureContract<PartnerCriterion> {
    private static final WeekSchedule NEVER =
            new WeekSchedule(Bytes.of(new byte[WeekSchedule.HOURS / 8]), ZoneId.of("Asia/Kathmandu"));

    /** A criterion to try; equally configured each time. */
    protected abstract PartnerCriterion criterion();

    /** Some that it does not reject: unless overridden, one that is usual in everything. */
    protected List<Candidate> welcome() {
        return List.of(named("anybody"));
    }

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
    void onlyWhoIsUnwelcomeGetsARejection() {
        assertFalse(welcome().isEmpty(), "a criterion that takes nobody leaves the node without partners");
        welcome().forEach(each -> assertFalse(judge(each) instanceof Verdict.Reject, each::toString));
        unwelcome().forEach(each -> assertInstanceOf(Verdict.Reject.class, judge(each), each::toString));
    }

    @Test
    void everybodyIsJudgedWithAReasonOfOneLine() {
        for (PartnerGroup group : Groups.all()) {
            all().forEach(each -> assertOneLine(criterion().judge(each, group).reason()));
        }
    }

    @Override
    final PartnerCriterion made() {
        return criterion();
    }

    @Override
    final int rounds() {
        return 200;
    }

    @Override
    final List<Function<PartnerCriterion, Object>> questions() {
        return Groups.all().stream()
                .flatMap(group -> all().stream()
                        .<Function<PartnerCriterion, Object>>map(each -> criterion -> criterion.judge(each, group)))
                .toList();
    }

    /** A candidate by its name, on a machine of its own. */
    protected static Candidate named(String name) {
        return SampleCandidate.named(name).candidate();
    }

    private Verdict judge(Candidate candidate) {
        return criterion().judge(candidate, Groups.all().getFirst());
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
}
