// SPDX-License-Identifier: EPL-2.0
package com.example.holdfast.policy.wifi;

import java.util.Optional;
import org.holdfast.model.NodeLabels;
import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.PartnerCriterion;
import org.holdfast.spi.policy.PartnerGroup;
import org.holdfast.spi.policy.Verdict;
import org.osgi.service.component.annotations.Component;

/** Takes no laptops that hang on a radio: those with the labels {@code machine=laptop} and {@code network=wifi}. */
@Component(service = PartnerCriterion.class)
public final class NeverLaptopsOnWifi implements PartnerCriterion {
    @Override
    public String id() {
        return "never-laptops-on-wifi";
    }

    @Override
    public Verdict judge(Candidate candidate, PartnerGroup current) {
        NodeLabels labels = candidate.domains().labels();
        boolean laptop = is(labels, "machine", "laptop");
        boolean wifi = is(labels, "network", "wifi");
        if (laptop && wifi) {
            return new Verdict.Reject("it is a laptop on wifi");
        }
        return new Verdict.Score(1, laptop ? "a laptop, but not on wifi" : "no laptop, as far as it says");
    }

    private static boolean is(NodeLabels labels, String key, String value) {
        return labels.value(key).equals(Optional.of(value));
    }
}
