// SPDX-License-Identifier: EPL-2.0
package org.holdfast.policy.standard;

import java.util.List;
import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.PartnerCriterion;
import org.holdfast.testkit.policy.PartnerCriterionContract;
import org.holdfast.testkit.policy.SampleCandidate;

class ScheduleOverlapContractTest extends PartnerCriterionContract {
    @Override
    protected PartnerCriterion criterion() {
        return new ScheduleOverlap(Weight.USUAL, 1);
    }

    @Override
    protected List<Candidate> welcome() {
        return List.of(
                named("anybody"),
                SampleCandidate.named("mornings")
                        .online(Hours.daily("UTC", 8, 12))
                        .candidate());
    }

    @Override
    protected List<Candidate> unwelcome() {
        return List.of(
                SampleCandidate.named("never").online(Hours.daily("UTC", 0, 0)).candidate());
    }
}
