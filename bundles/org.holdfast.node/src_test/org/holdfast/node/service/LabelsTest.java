// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Optional;
import org.holdfast.model.NodeLabels;
import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.PartnerCriterion;
import org.holdfast.spi.policy.PartnerGroup;
import org.holdfast.spi.policy.Verdict;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels are told when two nodes negotiate, signed with the agreement, and seen by criteria. */
class LabelsTest {
    private static final NodeLabels RACK = NodeLabels.parse("rack=r7");

    @TempDir
    Path folder;

    /** Takes whoever has the label first, and others only beside a partner that has it. */
    private static final class RackFirst implements PartnerCriterion {
        @Override
        public String id() {
            return "rack-first";
        }

        @Override
        public Verdict judge(Candidate candidate, PartnerGroup current) {
            boolean first = candidate.domains().labels().equals(RACK);
            boolean beside = current.partners().stream()
                    .anyMatch(each -> each.domains().labels().equals(RACK));
            return first || beside ? new Verdict.Score(1, "fine") : new Verdict.Reject("nobody from the rack is there");
        }
    }

    @Test
    @Tag("R4")
    void criteriaSeeTheLabelsOfCandidatesAndOfPartners() {
        try (TestConfederation all = new TestConfederation(folder, 3)) {
            all.node(1).set(Setting.LABELS, "rack=r7");
            all.owner().plugins(providers -> {
                providers.addCriterion(new RackFirst(), new Installed<>());
                return Optional.empty();
            });
            TestNode owner = all.start("1+1").owner();
            NodeLabels signed = owner.node().agreed().stream()
                    .filter(terms ->
                            terms.partnerOf(owner.owner()).equals(all.node(1).owner()))
                    .map(terms -> terms.domainsOf(all.node(1).owner()).labels())
                    .findFirst()
                    .orElseThrow();
            assertEquals(RACK, signed);
        }
    }
}
