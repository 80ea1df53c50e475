// SPDX-License-Identifier: EPL-2.0
package org.holdfast.policy.standard;

import java.util.List;
import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.PartnerCriterion;
import org.holdfast.testkit.policy.PartnerCriterionContract;

class SystemDiversityContractTest extends PartnerCriterionContract {
    @Override
    protected PartnerCriterion criterion() {
        return new SystemDiversity(Weight.USUAL);
    }

    @Override
    protected List<Candidate> welcome() {
        return List.of(named("anybody"));
    }
}
