// SPDX-License-Identifier: EPL-2.0
package org.holdfast.policy.standard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.holdfast.model.ByteCount;
import org.holdfast.model.CodeShape;
import org.holdfast.model.Domains;
import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.PartnerCriterion;
import org.holdfast.spi.policy.PartnerGroup;
import org.holdfast.spi.policy.Verdict;
import org.holdfast.spi.policy.Whereabouts;
import org.holdfast.testkit.policy.SampleCandidate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CriteriaTest {
    @ParameterizedTest
    @CsvSource({"100, 100, 0.5", "150, 100, 0.75", "200, 100, 1.0", "5000, 100, 1.0", "0, 0, 1.0", "1, 0, 1.0"})
    void enoughSpaceScoresHowMuchMoreIsOffered(long offered, long wanted, double score) {
        Verdict verdict = new EnoughSpace(Weight.USUAL).judge(candidate("h", "s", offered), group(wanted));
        assertEquals(score, score(verdict));
    }

    @Test
    void oneByteTooFewIsNotEnoughSpace() {
        Verdict verdict = new EnoughSpace(Weight.USUAL).judge(candidate("h", "s", 99), group(100));
        assertEquals(new Verdict.Reject("it offers 99 B, 100 B are wanted"), verdict);
    }

    @Test
    void noTwoPartnersOnOneHostAndNoneOnTheOwn() {
        PartnerGroup group = group(0, "a:s", "b:s");
        assertRejected(new DistinctHost(Weight.USUAL), candidate("a", "other", 0), group);
        assertRejected(new DistinctHost(Weight.USUAL), candidate("b", "other", 0), group);
        assertRejected(new DistinctHost(Weight.USUAL), candidate("self", "other", 0), group);
        assertEquals(1, score(new DistinctHost(Weight.USUAL).judge(candidate("c", "s", 0), group)));
    }

    @Test
    void sitesWithFewerPartnersArePreferred() {
        PartnerGroup group = group(0, "a:north", "b:north", "c:south");
        SpreadOverSites criterion = new SpreadOverSites(Weight.USUAL, false);
        double north = score(criterion.judge(candidate("x", "north", 0), group));
        double south = score(criterion.judge(candidate("x", "south", 0), group));
        double east = score(criterion.judge(candidate("x", "east", 0), group));
        double home = score(criterion.judge(candidate("x", "home", 0), group));
        assertTrue(north < south && south < east, north + " " + south + " " + east);
        assertEquals(1, east);
        assertEquals(south, home, "the own site counts as one with a partner more");
    }

    @Test
    void aFullSiteIsRejectedOnlyWhereThatIsRequired() {
        PartnerGroup group = group(0, "a:north", "b:north", "c:south");
        assertRejected(new SpreadOverSites(Weight.USUAL, true), candidate("x", "north", 0), group);
        assertInstanceOf(
                Verdict.Score.class, new SpreadOverSites(Weight.USUAL, true).judge(candidate("x", "south", 0), group));
        assertInstanceOf(
                Verdict.Score.class, new SpreadOverSites(Weight.USUAL, false).judge(candidate("x", "north", 0), group));
    }

    @Test
    void sitesCanBeSwitchedOff() {
        PartnerGroup group = group(0, "a:north", "b:north", "c:north");
        assertInstanceOf(
                Verdict.Abstain.class, new SpreadOverSites(Weight.OFF, true).judge(candidate("x", "north", 0), group));
    }

    private static void assertRejected(PartnerCriterion criterion, Candidate candidate, PartnerGroup group) {
        assertInstanceOf(Verdict.Reject.class, criterion.judge(candidate, group));
    }

    private static double score(Verdict verdict) {
        return assertInstanceOf(Verdict.Score.class, verdict).value();
    }

    /** Partners as {@code host:site}; the judging node is host {@code self} at site {@code home}; the code is 5+2. */
    private static PartnerGroup group(long wanted, String... partners) {
        List<Whereabouts> all = Stream.of(partners)
                .map(text -> text.split(":"))
                .map(parts -> Whereabouts.always(domains(parts[0], parts[1])))
                .toList();
        Whereabouts self = Whereabouts.always(domains("self", "home"));
        return new PartnerGroup(self, all, CodeShape.parse("5+2"), ByteCount.of(wanted));
    }

    private static Candidate candidate(String host, String site, long offered) {
        return SampleCandidate.named("name")
                .in(domains(host, site))
                .offering(ByteCount.of(offered))
                .candidate();
    }

    private static Domains domains(String host, String site) {
        return new Domains(host, site, "linux", "amd64");
    }
}
