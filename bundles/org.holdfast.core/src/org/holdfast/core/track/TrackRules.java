// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.track;

import java.time.Duration;

/** The numbers of docs/track-record.md; a test holds the two together. */
public final class TrackRules {
    /** After this time a mark is worth half. */
    public static final Duration HALF_LIFE = Duration.ofDays(90);

    /** Marks older than this do not count, and are forgotten. */
    public static final Duration WINDOW = Duration.ofDays(180);

    /** How far ahead of the own clock an observation may end. */
    public static final Duration AHEAD = Duration.ofHours(24);

    /** A reporter's word has its full weight from this age of its agreement on. */
    public static final Duration FULL_AGE = Duration.ofDays(90);

    /** Marks that a day can earn by ok and missed together. */
    public static final int DAILY = 10;

    /** Bad marks for one wrong answer. */
    public static final int WRONG = 10;

    /** Bad marks for a broken agreement. */
    public static final int RENEGED = 100;

    /** Marks that one reporter can bring in, at full weight; and own ones from which on a node knows somebody well. */
    public static final int VOICE = 30;

    /** How far all others together can move a score by what they cannot prove. */
    public static final double INFLUENCE = 0.3;

    /** A reporter whose own score is below this is a poor one. */
    public static final double POOR = 0.4;

    /** What a poor reporter's word weighs. */
    public static final double POOR_WEIGHT = 0.25;

    /** Reporters on distinct hosts that it takes to believe that somebody reneged: requirement R14's n. */
    public static final int REPORTERS = 2;

    /** An accusation without proof is not believed against this many times as many who vouch. */
    public static final int ACQUITTAL = 2;

    private TrackRules() {}

    /** What is left of a mark of this age: 1 if it is new, 0 beyond the window. */
    public static double fade(Duration age) {
        if (age.isNegative()) {
            return 1;
        }
        return age.compareTo(WINDOW) > 0 ? 0 : Math.exp(-Math.log(2) * age.toSeconds() / HALF_LIFE.toSeconds());
    }
}
