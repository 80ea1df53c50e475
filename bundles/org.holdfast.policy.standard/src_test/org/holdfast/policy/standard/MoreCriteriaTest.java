// SPDX-License-Identifier: EPL-2.0
package org.holdfast.policy.standard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.holdfast.model.ByteCount;
import org.holdfast.model.CodeShape;
import org.holdfast.model.Domains;
import org.holdfast.model.WeekSchedule;
import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.PartnerCriterion;
import org.holdfast.spi.policy.PartnerGroup;
import org.holdfast.spi.policy.Reputation;
import org.holdfast.spi.policy.Verdict;
import org.holdfast.spi.policy.Whereabouts;
import org.holdfast.testkit.policy.SampleCandidate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each criterion of schedule, network, system and past makes of a candidate. */
class MoreCriteriaTest {
    private static final SampleCandidate ANY = SampleCandidate.named("any");

    @Test
    @Tag("R6")
    void subnetsWithFewerPartnersArePreferred() {
        PartnerCriterion subnets = new SubnetSeparation(Weight.USUAL, false, 24, 64);
        PartnerGroup group = group(at("10.0.0.9"), at("10.0.1.1"), at("10.0.1.2"), at("10.0.2.1"));
        double two = score(subnets, ANY.at("10.0.1.77"), group);
        double one = score(subnets, ANY.at("10.0.2.77"), group);
        double own = score(subnets, ANY.at("10.0.0.77"), group);
        double none = score(subnets, ANY.at("10.0.3.77"), group);
        assertTrue(two < one && one < none, two + " " + one + " " + none);
        assertEquals(one, own, "the own subnet counts as one with a partner more");
        assertEquals(two, score(subnets, ANY.at("10.0.9.9", "10.0.1.77"), group), "the fullest counts");
        assertEquals(1, none);
        assertEquals(none, score(subnets, ANY.at("pc.example.org"), group), "names are not looked up");
    }

    @Test
    @Tag("R6")
    void aFullSubnetIsRejectedOnlyWhereThatIsRequired() {
        PartnerGroup group = group(at("10.0.0.9"), at("10.0.1.1"), at("10.0.1.2"));
        SampleCandidate third = ANY.at("10.0.1.77");
        assertRejected(
                "subnet 10.0.1.0/24 has 2 partners already, and 2 may be lost at once",
                new SubnetSeparation(Weight.USUAL, true, 24, 64),
                third,
                group);
        score(new SubnetSeparation(Weight.USUAL, false, 24, 64), third, group);
        assertEquals(1, score(new SubnetSeparation(Weight.USUAL, true, 32, 64), third, group));
    }

    @ParameterizedTest
    @Tag("R6")
    @CsvSource({
        "10.0.1.77, 24, 64, 10.0.1.0/24",
        "10.0.1.77, 20, 64, 10.0.0.0/20",
        "2001:db8:0:5:1:2:3:4, 24, 64, 2001:db8:0:5:0:0:0:0/64",
        "2001:db8:0:5:1:2:3:4, 24, 48, 2001:db8:0:0:0:0:0:0/48",
    })
    void aSubnetIsThePrefixOfAnAddress(String address, int ipv4, int ipv6, String subnet) {
        assertEquals(
                List.of(subnet),
                List.copyOf(new Subnets(ipv4, ipv6).of(at(address).addresses())));
    }

    @ParameterizedTest
    @Tag("R6")
    @CsvSource({"fe80::1", "169.254.3.4", "pc7", "999.1.1.1", "fe80::1%nowhere"})
    void whatIsNoAddressOrOnlyOfOneLinkHasNoSubnet(String host) {
        assertEquals(0, new Subnets(24, 64).of(at(host).addresses()).size());
    }

    @Test
    @Tag("R7")
    void aNewSystemIsPreferredToEveryOtherAndARareOneToACommonOne() {
        PartnerCriterion diversity = new SystemDiversity(Weight.USUAL);
        PartnerGroup group = group(
                system("linux", "amd64"),
                system("linux", "amd64"),
                system("linux", "amd64"),
                system("macos", "aarch64"));
        double common = score(diversity, ANY.in(domains("linux", "amd64")), group);
        double rare = score(diversity, ANY.in(domains("macos", "aarch64")), group);
        double newMachine = score(diversity, ANY.in(domains("linux", "riscv64")), group);
        double newFamily = score(diversity, ANY.in(domains("windows", "amd64")), group);
        assertTrue(
                common < rare && rare < newMachine && newMachine < newFamily,
                common + " " + rare + " " + newMachine + " " + newFamily);
    }

    @Test
    @Tag("R7")
    void unlikeThisNodeIsBetterThanLikeIt() {
        PartnerCriterion diversity = new SystemDiversity(Weight.USUAL);
        PartnerGroup group = group(system("linux", "amd64"));
        Verdict like = diversity.judge(ANY.in(domains("linux", "amd64")).candidate(), group);
        assertTrue(like.reason().endsWith("and this node is one"), like.reason());
        assertTrue(score(diversity, ANY.in(domains("linux", "amd64")), group)
                < score(diversity, ANY.in(domains("linux", "aarch64")), group));
    }

    @Test
    @Tag("R10")
    void noHourInCommonIsRejectedAndMoreArePreferred() {
        PartnerCriterion overlap = new ScheduleOverlap(Weight.USUAL, 1);
        PartnerGroup group = online(Hours.daily("Europe/Berlin", 8, 18));
        assertRejected(
                "of 70 hours a week it shares 0.0, and 1 is the least",
                overlap,
                ANY.online(Hours.daily("Europe/Berlin", 18, 24)),
                group);
        double one = score(overlap, ANY.online(Hours.daily("Europe/Berlin", 17, 24)), group);
        double five = score(overlap, ANY.online(Hours.daily("Europe/Berlin", 8, 13)), group);
        double all = score(overlap, ANY.online(WeekSchedule.always()), group);
        assertEquals(List.of(0.1, 0.5, 1.0), List.of(one, five, all));
    }

    @Test
    @Tag("R10")
    void theLeastHoursCanBeRaised() {
        PartnerGroup group = online(WeekSchedule.always());
        SampleCandidate seven = ANY.online(Hours.daily("UTC", 3, 4));
        score(new ScheduleOverlap(Weight.USUAL, 7), seven, group);
        assertRejected(
                "of 168 hours a week it shares 7.0, and 8 is the least",
                new ScheduleOverlap(Weight.USUAL, 8),
                seven,
                group);
    }

    @Test
    @Tag("R11")
    void goodInBurstsAndBadOnAverageIsRejected() {
        PartnerCriterion bandwidth = new EnoughBandwidth(Weight.USUAL, 64, 256, 10_000);
        assertRejected(
                "its link carries 255 kbit/s on average, and 256 is the least",
                bandwidth,
                ANY.measured(200, 255),
                group(at("10.0.0.9")));
        assertRejected(
                "its link falls to 63 kbit/s, and 64 is the least",
                bandwidth,
                ANY.measured(63, 90_000),
                group(at("10.0.0.9")));
        score(bandwidth, ANY.measured(64, 256), group(at("10.0.0.9")));
    }

    @Test
    @Tag("R11")
    @Tag("R18")
    void fasterIsPreferredAndUnmeasuredIsNeutral() {
        PartnerCriterion bandwidth = new EnoughBandwidth(Weight.USUAL, 64, 256, 10_000);
        PartnerGroup group = group(at("10.0.0.9"));
        double slow = score(bandwidth, ANY.measured(64, 1000), group);
        double unknown = score(bandwidth, ANY, group);
        double fast = score(bandwidth, ANY.measured(64, 100_000), group);
        assertTrue(slow < unknown && unknown < fast, slow + " " + unknown + " " + fast);
        assertEquals(unknown, score(bandwidth, ANY.measured(64, 10_000), group));
    }

    @Test
    @Tag("R13")
    void whoRenegedOnTwoOthersIsTakenAndOnThreeIsNot() {
        PartnerCriterion record = new TrackRecord(Weight.USUAL, 2);
        PartnerGroup group = group(at("10.0.0.9"));
        score(record, ANY.reputed(new Reputation(2, 0.5)), group);
        assertRejected(
                "it has reneged on 3 others, and 2 are forgiven", record, ANY.reputed(new Reputation(3, 1)), group);
        score(new TrackRecord(Weight.USUAL, 3), ANY.reputed(new Reputation(3, 1)), group);
    }

    @Test
    @Tag("R13")
    @Tag("R18")
    void aBetterRecordIsPreferred() {
        PartnerCriterion record = new TrackRecord(Weight.USUAL, 2);
        PartnerGroup group = group(at("10.0.0.9"));
        double bad = score(record, ANY.reputed(new Reputation(1, 0)), group);
        double unknown = score(record, ANY, group);
        double good = score(record, ANY.reputed(new Reputation(0, 0.9)), group);
        assertTrue(0 < bad && bad < unknown && unknown < good, bad + " " + unknown + " " + good);
    }

    private static void assertRejected(
            String why, PartnerCriterion criterion, SampleCandidate who, PartnerGroup group) {
        assertEquals(new Verdict.Reject(why), criterion.judge(who.candidate(), group));
    }

    private static double score(PartnerCriterion criterion, SampleCandidate who, PartnerGroup group) {
        Candidate candidate = who.candidate();
        return assertInstanceOf(Verdict.Score.class, criterion.judge(candidate, group))
                .value();
    }

    private static PartnerGroup group(Whereabouts self, Whereabouts... partners) {
        return new PartnerGroup(self, List.of(partners), CodeShape.parse("5+2"), ByteCount.ZERO);
    }

    private static PartnerGroup online(WeekSchedule schedule) {
        return group(new Whereabouts(domains("linux", "amd64"), List.of(), schedule));
    }

    private static Whereabouts at(String... hosts) {
        return new Whereabouts(domains("linux", "amd64"), ANY.at(hosts).addresses(), WeekSchedule.always());
    }

    private static Whereabouts system(String family, String arch) {
        return Whereabouts.always(domains(family, arch));
    }

    private static Domains domains(String family, String arch) {
        return new Domains("a host", "a site", family, arch);
    }
}
