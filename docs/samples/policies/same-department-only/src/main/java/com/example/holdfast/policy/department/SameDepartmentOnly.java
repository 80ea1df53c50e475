// SPDX-License-Identifier: EPL-2.0
package com.example.holdfast.policy.department;

import java.util.Optional;
import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.PartnerCriterion;
import org.holdfast.spi.policy.PartnerGroup;
import org.holdfast.spi.policy.Verdict;
import org.osgi.service.component.annotations.Component;

/**
 * Keeps a department's data within it: takes machines whose label {@code department} is this node's own. Where this node
 * has no such label it has no opinion.
 */
@Component(service = PartnerCriterion.class)
public final class SameDepartmentOnly implements PartnerCriterion {
    private static final String LABEL = "department";

    @Override
    public String id() {
        return "same-department-only";
    }

    @Override
    public Verdict judge(Candidate candidate, PartnerGroup current) {
        Optional<String> own = current.self().domains().labels().value(LABEL);
        if (own.isEmpty()) {
            return new Verdict.Abstain("this node has no label " + LABEL);
        }
        String its = candidate.domains().labels().value(LABEL).orElse("none");
        return its.equals(own.get())
                ? new Verdict.Score(1, "it belongs to " + its + ", too")
                : new Verdict.Reject("its department is " + its + ", this node's is " + own.get());
    }
}
