// SPDX-License-Identifier: EPL-2.0
package org.holdfast.policy.standard;

import java.util.List;
import org.holdfast.model.Domains;
import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.PartnerCriterion;
import org.holdfast.testkit.policy.PartnerCriterionContract;
import org.holdfast.testkit.policy.SampleCandidate;

class DistinctHostContractTest extends PartnerCriterionContract {
    @Override
    protected PartnerCriterion criterion() {
        return new DistinctHost(Weight.USUAL);
    }

    @Override
    protected List<Candidate> unwelcome() {
        Domains own = new Domains("self", "elsewhere", "linux", "amd64");
        return List.of(SampleCandidate.named("anybody").in(own).candidate());
    }
}
