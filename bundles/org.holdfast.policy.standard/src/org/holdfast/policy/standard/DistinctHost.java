// SPDX-License-Identifier: EPL-2.0
package org.holdfast.policy.standard;

import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.PartnerCriterion;
import org.holdfast.spi.policy.PartnerGroup;
import org.holdfast.spi.policy.Verdict;
import org.osgi.service.component.annotations.Component;

/** Nobody on the machine that is backed up, and no two partners on one machine: they would be lost together. */
@Component(service = PartnerCriterion.class)
public final class DistinctHost implements PartnerCriterion {
    @Override
    public String id() {
        return "distinct-host";
    }

    @Override
    public Verdict judge(Candidate candidate, PartnerGroup current) {
        String host = candidate.domains().host();
        if (host.equals(current.self().domains().host())) {
            return new Verdict.Reject("it runs on the same machine as this node (" + host + ")");
        }
        if (current.partners().stream().anyMatch(each -> each.domains().host().equals(host))) {
            return new Verdict.Reject("there is a partner on its machine already (" + host + ")");
        }
        return new Verdict.Score(1, "a machine of its own");
    }
}
