// SPDX-License-Identifier: EPL-2.0
package org.holdfast.policy.standard;

import java.util.List;
import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.PartnerCriterion;
import org.holdfast.spi.policy.Reputation;
import org.holdfast.testkit.policy.PartnerCriterionContract;
import org.holdfast.testkit.policy.SampleCandidate;

class TrackRecordContractTest extends PartnerCriterionContract {
    @Override
    protected PartnerCriterion criterion() {
        return new TrackRecord(Weight.USUAL, 2);
    }

    @Override
    protected List<Candidate> welcome() {
        return List.of(
                named("anybody"),
                SampleCandidate.named("forgiven")
                        .reputed(new Reputation(2, 0.3))
                        .candidate());
    }

    @Override
    protected List<Candidate> unwelcome() {
        return List.of(
                SampleCandidate.named("reneger").reputed(new Reputation(3, 0.9)).candidate());
    }
}
