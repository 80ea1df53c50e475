// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.holdfast.core.agreement.Presence;
import org.holdfast.core.probe.ProbeAllowance;
import org.holdfast.core.probe.Traffic;
import org.holdfast.model.Agreement;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.ByteCount;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.OwnerId;
import org.holdfast.node.control.DecisionReport;
import org.holdfast.node.control.PartnerReport;
import org.holdfast.node.net.PeerStream;
import org.holdfast.wire.LinkMessage.Failure;
import org.holdfast.wire.Message;
import org.holdfast.wire.NegotiationMessage.Probe;
import org.holdfast.wire.NegotiationMessage.ProbeData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two whole nodes negotiate, measure each other, and negotiate anew. */
class AgreementsTest {
    @TempDir
    Path folder;

    private static AgreementTerms terms(TestNode node, TestNode with) {
        return agreement(node, with).terms();
    }

    private static Agreement agreement(TestNode node, TestNode with) {
        return node.node()
                .partnership()
                .orElseThrow()
                .agreements()
                .open(with.owner())
                .orElseThrow()
                .agreement();
    }

    private TestConfederation nodes(int size) {
        return new TestConfederation(folder.resolve("nodes"), size);
    }

    private TestConfederation two() {
        return nodes(2);
    }

    /** Why nothing came of it: the first recorded reason that says so. */
    private static String reason(TestNode asker, TestNode of, String part) {
        Await.until(
                "a refusal with " + part,
                () -> reasons(asker, of).contains(part) || reasons(of, asker).contains(part));
        return reasons(asker, of) + reasons(of, asker);
    }

    private static String reasons(TestNode asker, TestNode of) {
        StringBuilder all = new StringBuilder();
        for (DecisionReport each : asker.control().why(of.owner().toString())) {
            all.append(each.reason()).append('\n');
        }
        return all.toString();
    }

    @Test
    @Tag("R1")
    @Tag("R10")
    @Tag("R12")
    void whenSettingsChangeTheAgreementIsRenewedAndTheBlocksStay() throws IOException {
        Path source = Files.createDirectories(folder.resolve("source"));
        Files.write(source.resolve("file"), new byte[300_000]);
        try (TestConfederation three = nodes(3).start("1+1")) {
            TestNode owner = three.owner().source(source);
            TestNode partner = three.node(1);
            owner.backup();
            long held = partner.ledger().holdings().totalBytes().value();
            assertTrue(held > 0);
            AgreementTerms first = terms(owner, partner);
            assertEquals(ByteCount.mebibytes(2048), first.reservedBy(partner.owner()));

            partner.set(Setting.PARTNER_MEBIBYTES, 1024).set(Setting.ONLINE_ZONE, "Europe/Berlin");
            partner.set(Setting.ONLINE_SCHEDULE, "Mo-Fr 06:00-20:00");
            Await.until(
                    "the new hours on both sides",
                    () -> terms(owner, partner).equals(terms(partner, owner))
                            && terms(owner, partner).scheduleOf(partner.owner()).promisedHours() == 70);
            AgreementTerms next = terms(owner, partner);
            assertEquals(agreement(owner, partner), agreement(partner, owner), "signatures, too");
            assertEquals(first.id(), next.id());
            assertEquals(first.start(), next.start());
            assertTrue(next.version() > first.version());
            assertEquals(ByteCount.mebibytes(1024), next.reservedBy(partner.owner()));
            assertEquals(ByteCount.mebibytes(1024), next.reservedBy(owner.owner()));
            assertEquals(held, partner.ledger().holdings().totalBytes().value(), "nothing had to go");

            PartnerReport shown = owner.control().partners().stream()
                    .filter(each -> each.node().equals(partner.owner().toString()))
                    .findFirst()
                    .orElseThrow();
            assertEquals("Mo-Fr 06:00-20:00 Europe/Berlin", shown.online());
            assertEquals(next.version(), shown.version());
            partner.stop();
            partner.start();
            assertEquals(next, terms(partner, owner), "after a restart");
            Await.until("a link", () -> owner.node().network().linked().contains(partner.owner()));
            assertEquals(1, owner.restore(folder.resolve("restored")).files());
        }
    }

    @Test
    @Tag("R10")
    @Tag("R16")
    void hoursOfWhichTooFewAreSharedMakeNoAgreement() {
        try (TestConfederation two = two()) {
            TestNode partner = two.node(1)
                    .set(Setting.ONLINE_SCHEDULE, "Sa,Su 00:00-24:00; Mo 08:00-10:00")
                    .start();
            TestNode owner = two.owner()
                    .set(Setting.REDUNDANCY, "1+1")
                    .set(Setting.ONLINE_SCHEDULE, "Mo-Fr 08:00-18:00")
                    .set(Setting.SEEDS, two.seeds())
                    .start();
            assertTrue(reason(owner, partner, "both on line in 2 hours").contains("10 are the least"));
            assertEquals(List.of(), owner.node().agreed());
            assertEquals(List.of(), partner.node().agreed());
        }
    }

    @Test
    @Tag("R16")
    @Tag("R17")
    void whoRefusesIsPassedOverAndTheNextCandidateIsAsked() {
        try (TestConfederation three = nodes(3)) {
            TestNode refusing =
                    three.node(1).set(Setting.BANDWIDTH_AVERAGE, 100_000_000).start();
            TestNode willing = three.node(2).start();
            TestNode owner = three.owner().set(Setting.SEEDS, three.seeds()).start();
            Await.until("the other one", () -> TestConfederation.agreed(owner).equals(Set.of(willing.owner())));
            Await.until("both lists", () -> TestConfederation.agreed(willing).equals(Set.of(owner.owner())));
            Await.until("the refusal", () -> reasons(owner, refusing).contains("100000000 are asked"));
            assertEquals(Set.of(), TestConfederation.agreed(refusing));
        }
    }

    @Test
    @Tag("R11")
    void aLinkThatIsTooSlowMakesNoAgreementAndIsMeasuredNotAskedFor() {
        try (TestConfederation two = two()) {
            TestNode partner = two.node(1).start();
            TestNode owner = two.owner()
                    .set(Setting.REDUNDANCY, "1+1")
                    .set(Setting.BANDWIDTH_AVERAGE, 100_000_000)
                    .set(Setting.SEEDS, two.seeds())
                    .start();
            assertTrue(reason(owner, partner, "kbit/s").contains("100000000 are asked"));
            assertEquals(List.of(), owner.node().agreed());
            OwnerId id = partner.owner();
            assertTrue(measured(owner, id).isPresent(), "the owner measured it");
        }
    }

    private static Optional<Long> measured(TestNode node, OwnerId other) {
        return node.node()
                .partnership()
                .flatMap(present -> present.bandwidths().measured(other))
                .map(speed -> speed.averageKbit());
    }

    @Test
    @Tag("R11")
    void bothSidesMeasureBeforeTheyAgree() {
        try (TestConfederation two = two().start("1+1")) {
            assertTrue(measured(two.node(0), two.node(1).owner()).orElseThrow() > 256);
            assertTrue(measured(two.node(1), two.node(0).owner()).orElseThrow() > 256);
            assertTrue(two.owner().control().partners().getFirst().averageKbit() > 256);
        }
    }

    @Test
    @Tag("R11")
    void nobodyCanHaveANodeSendProbesForEver() throws InterruptedException {
        try (TestConfederation two = two().start("1+1")) {
            TestNode asker = two.owner();
            boolean refused = false;
            for (int i = 0; i <= ProbeAllowance.OF_ONE && !refused; i++) {
                try (PeerStream stream = asker.node()
                        .network()
                        .link(two.node(1).owner())
                        .orElseThrow()
                        .converse()) {
                    stream.send(new Probe(1));
                    Message answer = stream.receive(Duration.ofSeconds(10)).orElseThrow();
                    refused = answer instanceof Failure;
                    if (refused) {
                        assertEquals(
                                ErrorCode.BUSY,
                                assertInstanceOf(Failure.class, answer).code());
                    } else {
                        assertEquals(
                                1,
                                assertInstanceOf(ProbeData.class, answer)
                                        .filling()
                                        .length());
                    }
                }
            }
            assertTrue(refused);
        }
    }

    @Test
    @Tag("R11")
    void whenTheAverageOfTrafficFallsTheAgreementIsRenewedWithWhatTheLinkCarries() {
        try (TestConfederation two = two().start("1+1")) {
            TestNode owner = two.owner();
            TestNode partner = two.node(1);
            assertEquals(256, terms(owner, partner).allowances().averageKbit());
            Instant now = owner.node().clock().instant();
            Traffic slow = Traffic.NONE
                    .plus(20 << 20, Duration.ofSeconds(1600), 256, now.minus(Duration.ofDays(2)))
                    .plus(1 << 20, Duration.ofSeconds(80), 256, now);
            assertTrue(slow.hasFallen(now));
            owner.ledger().settings().put("bandwidth." + partner.owner() + ".traffic", slow.encoded());
            Await.until(
                    "what the link carries is agreed",
                    () -> terms(owner, partner).version() == 2
                            && terms(owner, partner).equals(terms(partner, owner)));
            long agreed = terms(owner, partner).allowances().averageKbit();
            assertEquals(slow.averageKbit().orElseThrow(), agreed);
        }
    }

    @Test
    @Tag("R10")
    void aPartnerIsHeldToItsHours() {
        try (TestConfederation two = two().start("1+1")) {
            TestNode owner = two.owner();
            TestNode partner = two.node(1);
            Await.until(
                    "the partner was seen", () -> kept(owner, partner).seen().toMillis() > 0);
            assertEquals(kept(owner, partner).promised(), kept(owner, partner).seen());
            two.network.cut(partner.port());
            Await.until(
                    "it was missed",
                    () -> kept(owner, partner)
                                    .promised()
                                    .compareTo(kept(owner, partner).seen())
                            > 0);
            Presence.Kept before = kept(owner, partner);
            owner.stop();
            owner.start();
            Presence.Kept after = kept(owner, partner);
            assertTrue(after.promised().compareTo(before.promised()) >= 0, "a restart forgets nothing: " + after);
            assertTrue(after.promised().compareTo(after.seen()) > 0);
        }
    }

    private static Presence.Kept kept(TestNode node, TestNode partner) {
        return node.node().partnership().orElseThrow().care().presences().kept(partner.owner(), Duration.ofDays(1));
    }

    /** One needs twice what it can offer; the other's policy decides, and the standard one keeps the balance. */
    @Test
    @Tag("R12")
    void whoOffersLessThanItWantsGetsABalancedAgreement() {
        try (TestConfederation two = two()) {
            two.owner().set(Setting.OFFERED_EACH_MEBIBYTES, 1024);
            two.start("1+1");
            AgreementTerms terms = terms(two.owner(), two.node(1));
            assertEquals(ByteCount.mebibytes(1024), terms.reservedBy(two.owner().owner()));
            assertEquals(ByteCount.mebibytes(1024), terms.reservedBy(two.node(1).owner()));
        }
    }
}
