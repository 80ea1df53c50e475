// SPDX-License-Identifier: EPL-2.0
package com.example.holdfast.policy.department;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
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

/** The contract's own groups have no labels, so that there everybody is welcome. */
class SameDepartmentOnlyTest extends PartnerCriterionContract {
    @Override
    protected PartnerCriterion criterion() {
        return new SameDepartmentOnly();
    }

    @Override
    protected List<Candidate> welcome() {
        return List.of(named("anybody"), of("department=sales"));
    }

    @Test
    void onlyTheOwnDepartmentWillDo() {
        assertEquals(new Verdict.Score(1, "it belongs to sales, too"), judge(of("department=sales")));
        assertEquals(
                new Verdict.Reject("its department is legal, this node's is sales"), judge(of("department=legal")));
        assertEquals(new Verdict.Reject("its department is none, this node's is sales"), judge(of("rack=r7")));
    }

    private Verdict judge(Candidate candidate) {
        Domains sales = new Domains("self", "home", "linux", "amd64", NodeLabels.parse("department=sales"));
        PartnerGroup group =
                new PartnerGroup(Whereabouts.always(sales), List.of(), CodeShape.parse("2+1"), ByteCount.ZERO);
        return criterion().judge(candidate, group);
    }

    private static Candidate of(String labels) {
        Domains domains = new Domains("host", "site", "linux", "amd64", NodeLabels.parse(labels));
        return SampleCandidate.named(labels).in(domains).candidate();
    }
}
