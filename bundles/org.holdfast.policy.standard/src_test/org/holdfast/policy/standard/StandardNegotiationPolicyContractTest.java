// SPDX-License-Identifier: EPL-2.0
package org.holdfast.policy.standard;

import java.util.List;
import org.holdfast.spi.policy.NegotiationPolicy;
import org.holdfast.testkit.policy.NegotiationPolicyContract;

class StandardNegotiationPolicyContractTest extends NegotiationPolicyContract {
    @Override
    protected NegotiationPolicy policy() {
        return new StandardNegotiationPolicy(new Reciprocity(25, 100, 16), 10);
    }

    @Override
    protected List<Proposal> accepted() {
        return List.of(proposal(100, 100, 100), proposal(75, 100, 100), proposal(100, 75, 100));
    }

    @Override
    protected List<Proposal> declined() {
        return List.of(proposal(100, 15, 100), proposal(100, 100, 15));
    }
}
