// SPDX-License-Identifier: EPL-2.0
package org.holdfast.policy.standard;

import java.util.List;
import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.PartnerCriterion;
import org.holdfast.testkit.policy.PartnerCriterionContract;
import org.holdfast.testkit.policy.SampleCandidate;

class SubnetSeparationContractTest extends PartnerCriterionContract {
    @Override
    protected PartnerCriterion criterion() {
        return new SubnetSeparation(Weight.USUAL, true, 24, 64);
    }

    @Override
    protected List<Candidate> welcome() {
        return List.of(
                named("anybody"),
                SampleCandidate.named("name only").at("pc7.example.org").candidate());
    }
}
