// SPDX-License-Identifier: EPL-2.0
package com.example.holdfast.policy.rack;

import java.util.Optional;
import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.PartnerCriterion;
import org.holdfast.spi.policy.PartnerGroup;
import org.holdfast.spi.policy.Verdict;
import org.osgi.service.component.annotations.Component;

/** At most two partners in a rack, told by the label {@code rack}: what hangs on one plug is lost together. */
@Component(service = PartnerCriterion.class)
public final class MaxTwoPerRack implements PartnerCriterion {
    private static final int MOST = 2;

    @Override
    public String id() {
        return "max-two-per-rack";
    }

    @Override
    public Verdict judge(Candidate candidate, PartnerGroup current) {
        Optional<String> rack = candidate.domains().labels().value("rack");
        if (rack.isEmpty()) {
            return new Verdict.Abstain("it says nothing of a rack");
        }
        long there = current.partners().stream()
                .filter(each -> each.domains().labels().value("rack").equals(rack))
                .count();
        String reason = "in rack " + rack.get() + " stand " + there + " partners";
        return there < MOST ? new Verdict.Score(1, reason) : new Verdict.Reject(reason + " already");
    }
}
