// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.track;

import static org.holdfast.core.track.Cases.BAD;
import static org.holdfast.core.track.Cases.GOOD;
import static org.holdfast.core.track.Cases.aged;
import static org.holdfast.core.track.Cases.at;
import static org.holdfast.core.track.Cases.day;
import static org.holdfast.core.track.Cases.judge;
import static org.holdfast.core.track.Cases.owner;
import static org.holdfast.core.track.Cases.past;
import static org.holdfast.core.track.Cases.proven;
import static org.holdfast.core.track.Cases.reneged;
import static org.holdfast.core.track.Cases.says;
import static org.holdfast.core.track.Cases.sized;
import static org.holdfast.core.track.Cases.tally;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.holdfast.core.track.Repute.Believed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The examples of docs/track-record.md, with their exact figures, and what R13 to R15 ask for. */
class ReputeRuleTest {
    private static final double EXACT = 1e-9;

    private static void scores(double expected, Repute repute) {
        assertEquals(expected, repute.score(), EXACT);
    }

    @Test
    void ofAStrangerNothingIsThought() {
        assertEquals(Repute.UNKNOWN, judge(List.of()));
    }

    @Test
    void ownMarksAreCountedByDays() {
        scores(11.0 / 12, judge(List.of(day(0, tally(10, 0, 0)))));
        scores(11.0 / 12, judge(List.of(day(0, tally(1000, 0, 0)))));
        scores(21.0 / 22, judge(List.of(day(0, tally(5, 0, 0)), day(0, tally(1000, 0, 0)), day(0, tally(5, 0, 0)))));
        scores(6.0 / 12, judge(List.of(day(0, tally(700, 0, 700)))));
    }

    @Test
    void whatIsWrongCannotBeDrownedInWhatIsRight() {
        scores(11.0 / 22, judge(List.of(day(0, tally(10, 1, 0)))));
        scores(11.0 / 22, judge(List.of(day(0, tally(100_000, 1, 0)))));
        scores(11.0 / 112, judge(List.of(day(0, tally(100_000, 5_000, 0)))));
    }

    @Test
    @Tag("R15")
    void marksFadeByHalfIn90DaysAndAreGoneAfter180() {
        scores(11.0 / 12, judge(List.of(day(0, tally(10, 0, 0)))));
        scores(6.0 / 7, judge(List.of(day(90, tally(10, 0, 0)))));
        scores(3.5 / 4.5, judge(List.of(day(180, tally(10, 0, 0)))));
        assertEquals(Repute.UNKNOWN, judge(List.of(day(181, tally(10, 0, 0)), reneged(181))));
        assertEquals(Repute.UNKNOWN, judge(List.of(), past(says(1, BAD, true), 181), past(says(2, BAD, true), 181)));
        assertEquals(
                2,
                judge(List.of(), past(says(1, BAD, true), 180), past(says(2, BAD, true), 180))
                        .reneged());
        assertEquals(1, judge(List.of(reneged(180))).reneged());
    }

    @Test
    @Tag("R14")
    void othersMoveAScoreByThreeTenthsAtMost() {
        scores(0.8, judge(List.of(), says(1, GOOD, false)));
        scores(0.2, judge(List.of(), says(1, BAD, false), says(2, BAD, false), says(3, BAD, true)));
        scores(11.0 / 12 - 0.3, judge(List.of(day(0, tally(10, 0, 0))), says(1, BAD, true), says(2, BAD, true)));
    }

    @Test
    void whatIsProvedCountsAsIfItWereSeen() {
        scores(31.0 / 32, judge(List.of(), proven(says(1, GOOD, false))));
        scores(1.0 / 32, judge(List.of(), proven(says(1, BAD, false))));
    }

    @Test
    void aVoiceWeighsByTheAgeAndSizeOfItsAgreement() {
        scores(2.0 / 3, judge(List.of(), aged(says(1, GOOD, false), Duration.ofDays(3))));
        scores(4.0 / 5, judge(List.of(), aged(says(1, GOOD, false), Duration.ofDays(9))));
        scores(0.5, judge(List.of(), aged(says(1, GOOD, false), Duration.ZERO)));
        // a third reporter of half the median size, 3 days old: 30 marks x 1/30 x 1/2
        Duration young = Duration.ofDays(3);
        scores(
                (1 + 1 + 1 + 0.5) / (2 + 1 + 1 + 0.5),
                judge(
                        List.of(),
                        aged(sized(says(1, GOOD, false), 1), young),
                        aged(sized(says(2, GOOD, false), 2), young),
                        aged(sized(says(3, GOOD, false), 4), young)));
    }

    @Test
    @Tag("R14")
    void aPoorReporterCountsAQuarterAndAccusesNobody() {
        Testimony young = aged(says(1, GOOD, false), Duration.ofDays(9));
        scores(1.75 / 2.75, judge(List.of(), Set.of(owner(1)), false, young));
        Repute accused = judge(List.of(), Set.of(owner(1)), false, says(1, BAD, true), says(2, BAD, true));
        assertEquals(Believed.TOO_FEW, accused.accusation());
        assertEquals(0, accused.reneged());
    }

    @Test
    @Tag("R14")
    void aCrowdOnOneHostIsOneVoice() {
        Duration young = Duration.ofDays(3);
        Testimony one = aged(at(says(1, BAD, true), "host-x", "a"), young);
        Testimony two = aged(at(says(2, BAD, true), "host-x", "a"), young);
        Repute heard = judge(List.of(), one, two);
        // 30 marks, of which 30 x 1/30 count
        scores(1.0 / 3, heard);
        assertEquals(1, heard.voices());
        assertEquals(Believed.TOO_FEW, heard.accusation());
        assertEquals(0, judge(List.of(), at(one, "own-host", "a")).voices(), "it is no witness beside this node");
    }

    @Test
    @Tag("R14")
    void whereThereAreSeveralSitesEachHasOneVoice() {
        Duration young = Duration.ofDays(3);
        Testimony good = aged(at(says(1, GOOD, false), "host-1", "a"), young);
        Testimony bad = aged(at(says(2, BAD, false), "host-2", "b"), young);
        Testimony worse = aged(at(says(3, BAD, false), "host-3", "b"), young);
        scores(2.0 / 5, judge(List.of(), good, bad, worse));
        scores(2.0 / 4, judge(List.of(), Set.of(), true, good, bad, worse));
    }

    @Test
    @Tag("R14")
    void oneReporterBlacklistsNobodyAndTwoCan() {
        Repute one = judge(List.of(), says(1, BAD, true));
        assertEquals(0, one.reneged());
        assertEquals(Believed.TOO_FEW, one.accusation());
        Repute two = judge(List.of(), says(1, BAD, true), says(2, BAD, true));
        assertEquals(2, two.reneged());
        assertEquals(Believed.BELIEVED, two.accusation());
        assertEquals(1, judge(List.of(), proven(says(1, BAD, true))).reneged(), "proof needs no second voice");
    }

    @Test
    @Tag("R14")
    void whereThereAreSeveralSitesTheyMustNotAllComeFromOne() {
        Testimony here = says(1, BAD, true);
        Testimony alsoHere = says(2, BAD, true);
        Testimony there = at(says(3, BAD, true), "host-3", "b");
        assertEquals(0, judge(List.of(), Set.of(), true, here, alsoHere).reneged());
        assertEquals(2, judge(List.of(), Set.of(), true, here, there).reneged());
    }

    @Test
    @Tag("R14")
    void ownExperienceNeedsNobodyElse() {
        assertEquals(1, judge(List.of(reneged(10))).reneged());
        Repute both = judge(List.of(reneged(10)), says(1, BAD, true));
        assertEquals(2, both.reneged());
        assertEquals(Believed.BELIEVED, both.accusation());
    }

    @Test
    @Tag("R14")
    void twiceAsManyAcquit() {
        Testimony[] even = {says(1, BAD, true), says(2, BAD, true), says(3, GOOD, false)};
        assertEquals(2, judge(List.of(), even).reneged());
        Testimony[] acquitted = {
            says(1, BAD, true),
            says(2, BAD, true),
            says(3, GOOD, false),
            says(4, GOOD, false),
            says(5, GOOD, false),
            says(6, GOOD, false)
        };
        Repute repute = judge(List.of(), acquitted);
        assertEquals(0, repute.reneged());
        assertEquals(Believed.OUTWEIGHED, repute.accusation());
        assertEquals(2, repute.accusers());
        assertEquals(3, judge(List.of(reneged(5)), acquitted).reneged(), "not against what was seen here");
    }

    @Test
    @Tag("R14")
    void whomANodeKnowsWellItselfNobodyTalksItOutOf() {
        Testimony[] ring = {says(1, BAD, true), says(2, BAD, true), says(3, BAD, true), says(4, BAD, true)};
        List<OwnDay> three = List.of(day(0, tally(9, 0, 1)), day(0, tally(9, 0, 1)), day(0, tally(9, 0, 1)));
        Repute partner = judge(three, ring);
        assertEquals(0, partner.reneged());
        assertEquals(Believed.OUTWEIGHED, partner.accusation());
        assertEquals(4, judge(three.subList(0, 2), ring).reneged(), "two days are not enough to know somebody");
        Testimony[] proven = {proven(ring[0]), ring[1]};
        assertEquals(
                1,
                judge(List.of(day(0, tally(9, 0, 1)), day(0, tally(9, 0, 1))), proven[0])
                        .reneged());
    }

    /** The criterion asks whether it is more than N = 2. */
    @Test
    @Tag("R13")
    void itIsCountedOnHowManyOthersSomebodyReneged() {
        Testimony[] three = {says(1, BAD, true), says(2, BAD, true), says(3, BAD, true)};
        assertEquals(2, judge(List.of(), three[0], three[1]).reneged());
        assertEquals(3, judge(List.of(), three).reneged());
    }

    @Test
    void itIsSaidInWords() {
        assertEquals(
                "score 0.50; own marks: 0 kept, 0 missed, 0 wrong; others: nobody says anything",
                Repute.UNKNOWN.words());
        assertEquals(
                "score 0.20; own marks: 0 kept, 0 missed, 0 wrong; others: 2 voices, 2 say that it reneged: believed",
                judge(List.of(), says(1, BAD, true), says(2, BAD, true)).words());
        String own = judge(List.of(day(1, tally(7, 1, 2)), reneged(1)), says(1, GOOD, false))
                .words();
        assertTrue(own.contains("7 kept, 2 missed, 1 wrong, reneged on this node; others: 1 voice, none says"), own);
    }
}
