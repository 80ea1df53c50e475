// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.track;

import java.time.Duration;
import org.holdfast.format.identity.Tally;

/**
 * Good and bad marks, the two numbers that a score is made of; fractions, because marks fade.
 *
 * @param good not below 0
 * @param bad not below 0
 */
record Marks(double good, double bad) {
    static final Marks NONE = new Marks(0, 0);

    /**
     * The marks that a tally earns. Ok and missed count up to {@link TrackRules#DAILY} a day together, by their ratio: a
     * partner that is asked more often has no better record. What was wrong counts beside them, so that it cannot be
     * drowned in what went well.
     *
     * @param days how many days the tally is of, from 1
     */
    static Marks of(Tally tally, boolean reneged, int days) {
        double heard = (double) tally.ok() + tally.missed();
        double share = heard == 0 ? 0 : Math.min(1, TrackRules.DAILY * days / heard);
        double wrong = Math.min(tally.wrong(), TrackRules.DAILY * days) * TrackRules.WRONG;
        return new Marks(tally.ok() * share, tally.missed() * share + wrong + (reneged ? TrackRules.RENEGED : 0));
    }

    Marks plus(Marks more) {
        return new Marks(good + more.good, bad + more.bad);
    }

    Marks times(double weight) {
        return new Marks(good * weight, bad * weight);
    }

    double sum() {
        return good + bad;
    }

    /** The same ratio, with no more than {@code most} marks in all. */
    Marks atMost(double most) {
        return sum() > most ? times(most / sum()) : this;
    }

    /** Faded by age: half as much after each half-life, nothing beyond the window. */
    Marks faded(Duration age) {
        return times(TrackRules.fade(age));
    }

    /** The mean of the Beta distribution with one mark of each kind beside these: 1/2 where nothing is known. */
    double mean() {
        return (1 + good) / (2 + good + bad);
    }
}
