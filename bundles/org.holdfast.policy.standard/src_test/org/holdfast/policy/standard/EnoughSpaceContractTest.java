// SPDX-License-Identifier: EPL-2.0
package org.holdfast.policy.standard;

import java.util.List;
import org.holdfast.model.ByteCount;
import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.PartnerCriterion;
import org.holdfast.testkit.policy.PartnerCriterionContract;

class EnoughSpaceContractTest extends PartnerCriterionContract {
    @Override
    protected PartnerCriterion criterion() {
        return new EnoughSpace();
    }

    @Override
    protected List<Candidate> welcome() {
        return List.of(named("anybody"));
    }

    @Override
    protected List<Candidate> unwelcome() {
        Candidate any = named("anybody");
        return List.of(new Candidate(any.id(), any.name(), any.addresses(), any.domains(), ByteCount.of(1)));
    }
}
