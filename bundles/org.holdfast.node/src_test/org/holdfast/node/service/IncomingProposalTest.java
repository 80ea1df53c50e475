// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.holdfast.node.control.DecisionReport;
import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.PartnerCriterion;
import org.holdfast.spi.policy.PartnerGroup;
import org.holdfast.spi.policy.Verdict;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;

/** Criteria of one node in a whole confederation: for whom it asks, and for who asks it. */
class IncomingProposalTest {
    @TempDir
    Path folder;

    private record Criterion(String id, Function<Candidate, Verdict> rule) implements PartnerCriterion {
        @Override
        public Verdict judge(Candidate candidate, PartnerGroup current) {
            return rule.apply(candidate);
        }
    }

    private static boolean tells(TestNode node, String about, String word, String reason) {
        List<DecisionReport> all = node.control().why(about);
        return all.stream()
                .anyMatch(each -> each.verdict().equals(word) && each.reason().contains(reason));
    }

    @Test
    @Tag("R4")
    @Tag("R16")
    @Tag("R17")
    void whomAResponderWouldNotChooseIsDeclinedWithTheReason() {
        PartnerCriterion picky = new Criterion(
                "no-node0",
                candidate -> candidate.name().equals("node0")
                        ? new Verdict.Reject("it is called node0")
                        : new Verdict.Score(1, "it is not"));
        try (TestConfederation all = new TestConfederation(folder, 3)) {
            all.node(1).plugins(providers -> {
                providers.addCriterion(picky, new Installed<>());
                return Optional.empty();
            });
            all.partners().forEach(TestNode::start);
            TestNode owner = all.owner().set(Setting.SEEDS, all.seeds()).start();
            Await.until("the reason arrives", () -> tells(owner, "node1", "refused", "no-node0: it is called node0"));
            Await.until(
                    "the other one agrees",
                    () -> TestConfederation.agreed(owner)
                            .equals(Set.of(all.node(2).owner())));
            assertTrue(tells(all.node(1), "node0", "rejected", "rejected by no-node0: it is called node0"));
            assertTrue(tells(all.node(1), "node0", "reject", "it is called node0"));
        }
    }

    @Test
    @Tag("R63")
    void aPluginThatHangsHoldsNobodyUp() {
        CountDownLatch never = new CountDownLatch(1);
        PartnerCriterion hanging = new Criterion("sluggish", candidate -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Verdict.Reject("too late");
        });
        try (TestConfederation all = new TestConfederation(folder, 4)) {
            all.owner().plugins(providers -> {
                providers.addCriterion(hanging, new Installed<>(TestProviders.FENCED, new Version(1, 2, 3)));
                return new TestPlugins(folder.resolve("plugins")).in(providers);
            });
            TestNode owner = all.start("2+1").owner();
            assertEquals(3, TestConfederation.agreed(owner).size());
            List<String> verdicts = List.of("node1", "node2", "node3").stream()
                    .flatMap(name -> owner.control().why(name).stream())
                    .filter(each -> each.criterion().equals("sluggish"))
                    .map(DecisionReport::verdict)
                    .distinct()
                    .toList();
            assertEquals(List.of("abstain"), verdicts);
            String warned = owner.control().status().reasons().toString();
            assertTrue(warned.contains(TestProviders.FENCED + " 1.2.3 is not used as policy sluggish"), warned);
            assertTrue(owner.control().plugins().status().warnings().toString().contains("POLICY_FENCED"), warned);
        }
    }
}
