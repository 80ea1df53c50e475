// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.track;

import java.util.Locale;
import org.holdfast.format.identity.Tally;

/**
 * What a node thinks of another.
 *
 * @param reneged on how many others it has reneged, as far as that is believed; this node counts as one of them
 * @param score from 0 to 1; 1/2 of somebody of whom nothing is known
 * @param own what this node saw itself in the window
 * @param ownReneged whether it reneged on this node
 * @param voices independent reporters that were heard
 * @param accusers hosts from which somebody says that it reneged, believed or not
 */
public record Repute(
        int reneged, double score, Tally own, boolean ownReneged, int voices, int accusers, Believed accusation) {
    /** What became of the accusations of others. */
    public enum Believed {
        /** There are none. */
        NOTHING_SAID,
        /** Too few independent reporters say so. */
        TOO_FEW,
        /** Twice as many vouch for it, or this node knows it well itself. */
        OUTWEIGHED,
        BELIEVED
    }

    /** Somebody of whom nothing is known. */
    public static final Repute UNKNOWN = new Repute(0, 0.5, Tally.NONE, false, 0, 0, Believed.NOTHING_SAID);

    /** For people, as in {@code partner show}. */
    public String words() {
        return String.format(
                Locale.ROOT,
                "score %.2f; own marks: %d kept, %d missed, %d wrong%s; others: %s",
                score,
                own.ok(),
                own.missed(),
                own.wrong(),
                ownReneged ? ", reneged on this node" : "",
                others());
    }

    private String others() {
        if (voices == 0 && accusers == 0) {
            return "nobody says anything";
        }
        return voices
                + (voices == 1 ? " voice" : " voices")
                + switch (accusation) {
                    case NOTHING_SAID -> ", none says that it reneged";
                    case TOO_FEW -> ", " + accusers + " says that it reneged: too few to believe it";
                    case OUTWEIGHED -> ", " + accusers + " say that it reneged, outweighed by those who vouch for it";
                    case BELIEVED -> ", " + accusers + " say that it reneged: believed";
                };
    }
}
