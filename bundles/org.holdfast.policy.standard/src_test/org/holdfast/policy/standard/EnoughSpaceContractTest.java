// SPDX-License-Identifier: EPL-2.0
package org.holdfast.policy.standard;

import java.util.List;
import org.holdfast.model.ByteCount;
import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.PartnerCriterion;
import org.holdfast.testkit.policy.PartnerCriterionContract;
import org.holdfast.testkit.policy.SampleCandidate;

class EnoughSpaceContractTest extends PartnerCriterionContract {
    @Override
    protected PartnerCriterion criterion() {
        return new EnoughSpace(Weight.USUAL);
    }

    @Override
    protected List<Candidate> unwelcome() {
        return List.of(
                SampleCandidate.named("anybody").offering(ByteCount.of(1)).candidate());
    }
}
