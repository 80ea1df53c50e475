// SPDX-License-Identifier: EPL-2.0
package com.example.holdfast.policy.rack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.holdfast.model.ByteCount;
import org.holdfast.model.CodeShape;
import org.holdfast.model.Domains;
import org.holdfast.model.NodeLabels;
import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.PartnerCriterion;
import org.holdfast.spi.policy.PartnerGroup;
import org.holdfast.spi.policy.Verdict;
import org.holdfast.spi.policy.Whereabouts;
import org.holdfast.testkit.policy.PartnerCriterionContract;
import org.holdfast.testkit.policy.SampleCandidate;
import org.junit.jupiter.api.Test;

class MaxTwoPerRackTest extends PartnerCriterionContract {
    @Override
    protected PartnerCriterion criterion() {
        return new MaxTwoPerRack();
    }

    @Override
    protected List<Candidate> welcome() {
        return List.of(named("anybody"), candidate("r7"));
    }

    @Test
    void theThirdInARackIsOneTooMany() {
        assertEquals(new Verdict.Score(1, "in rack r7 stand 1 partners"), judge("r7", "r7", "r8", "r8"));
        assertEquals(new Verdict.Reject("in rack r8 stand 2 partners already"), judge("r8", "r7", "r8", "r8"));
    }

    private Verdict judge(String rack, String... partners) {
        PartnerGroup group = new PartnerGroup(
                Whereabouts.always(in("r1")),
                Stream.of(partners).map(each -> Whereabouts.always(in(each))).toList(),
                CodeShape.parse("2+1"),
                ByteCount.ZERO);
        return criterion().judge(candidate(rack), group);
    }

    private static Candidate candidate(String rack) {
        return SampleCandidate.named(rack).in(in(rack)).candidate();
    }

    private static Domains in(String rack) {
        return new Domains("host", "site", "linux", "amd64", NodeLabels.parse("rack=" + rack));
    }
}
