// SPDX-License-Identifier: EPL-2.0
package org.holdfast.policy.standard;

import java.util.List;
import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.PartnerCriterion;
import org.holdfast.testkit.policy.PartnerCriterionContract;
import org.holdfast.testkit.policy.SampleCandidate;

class EnoughBandwidthContractTest extends PartnerCriterionContract {
    @Override
    protected PartnerCriterion criterion() {
        return new EnoughBandwidth(Weight.USUAL, 64, 256, 10_000);
    }

    @Override
    protected List<Candidate> welcome() {
        return List.of(
                named("anybody"),
                SampleCandidate.named("fast").measured(1000, 50_000).candidate());
    }

    @Override
    protected List<Candidate> unwelcome() {
        return List.of(SampleCandidate.named("slow").measured(100, 200).candidate());
    }
}
