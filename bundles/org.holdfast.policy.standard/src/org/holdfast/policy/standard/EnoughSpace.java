// SPDX-License-Identifier: EPL-2.0
package org.holdfast.policy.standard;

import org.holdfast.model.ByteCount;
import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.PartnerCriterion;
import org.holdfast.spi.policy.PartnerGroup;
import org.holdfast.spi.policy.Verdict;
import org.osgi.service.component.annotations.Component;

/** Nobody who offers less than is wanted; the best is who could still give as much again. */
@Component(service = PartnerCriterion.class)
public final class EnoughSpace implements PartnerCriterion {
    private static final double JUST_ENOUGH = 0.5;

    @Override
    public String id() {
        return "enough-space";
    }

    @Override
    public Verdict judge(Candidate candidate, PartnerGroup current) {
        ByteCount offered = candidate.offered();
        ByteCount wanted = current.wanted();
        String reason = "it offers " + offered + ", " + wanted + " are wanted";
        if (offered.compareTo(wanted) < 0) {
            return new Verdict.Reject(reason);
        }
        double times = wanted.equals(ByteCount.ZERO) ? 2 : (double) offered.value() / wanted.value();
        return new Verdict.Score(Math.min(1, times * JUST_ENOUGH), reason);
    }
}
