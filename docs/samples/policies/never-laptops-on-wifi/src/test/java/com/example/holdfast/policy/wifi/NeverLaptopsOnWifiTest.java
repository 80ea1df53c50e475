// SPDX-License-Identifier: EPL-2.0
package com.example.holdfast.policy.wifi;

import java.util.List;
import org.holdfast.model.Domains;
import org.holdfast.model.NodeLabels;
import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.PartnerCriterion;
import org.holdfast.testkit.policy.PartnerCriterionContract;
import org.holdfast.testkit.policy.SampleCandidate;

class NeverLaptopsOnWifiTest extends PartnerCriterionContract {
    @Override
    protected PartnerCriterion criterion() {
        return new NeverLaptopsOnWifi();
    }

    @Override
    protected List<Candidate> welcome() {
        return List.of(
                named("anybody"),
                of("machine=laptop,network=cable"),
                of("machine=desktop,network=wifi"),
                of("rack=r7"));
    }

    @Override
    protected List<Candidate> unwelcome() {
        return List.of(of("machine=laptop,network=wifi"));
    }

    private static Candidate of(String labels) {
        Domains domains = new Domains("host", "site", "linux", "amd64", NodeLabels.parse(labels));
        return SampleCandidate.named(labels).in(domains).candidate();
    }
}
