// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.years;

import java.util.EnumMap;
import java.util.LongSummaryStatistics;
import java.util.Map;
import org.holdfast.core.health.HealthState;

/** What happened in a {@link Town}. */
public final class TownTally {
    private final Map<HealthState, Integer> honestIn = new EnumMap<>(HealthState.class);
    private final Map<HealthState, Integer> cheatsIn = new EnumMap<>(HealthState.class);
    private final LongSummaryStatistics mended = new LongSummaryStatistics();
    private final LongSummaryStatistics rotMended = new LongSummaryStatistics();
    private Detection detection = new Detection(0, 0);
    private long days;
    private long daysComplete;
    private long daysUnreadable;
    private int repairs;
    private int waited;
    private int deaths;
    private int recoveries;
    private int notRecovered;
    private int losses;
    private int rots;
    private int hops;

    /** @param readable whether all could be read back by its present device */
    void day(Machine self, boolean readable) {
        days++;
        daysUnreadable += readable ? 0 : 1;
        daysComplete += self.complete && self.isHonest() ? 1 : 0;
    }

    void died() {
        deaths++;
    }

    void recovered(Machine self) {
        if (self.isHonest() && self.hadAll) {
            recoveries++;
            notRecovered += self.complete ? 0 : 1;
        }
    }

    void lost(Machine self) {
        losses += self.isHonest() ? 1 : 0;
    }

    void repaired(boolean enough) {
        repairs += enough ? 1 : 0;
        waited += enough ? 0 : 1;
    }

    /** Shares that were made anew. */
    public int repairs() {
        return repairs;
    }

    /** Attempts that found fewer than m partners that would be read. */
    public int waited() {
        return waited;
    }

    /** Share of days on which fewer than m partners would have given all back to the owner's present device. */
    public double unreadable() {
        return (double) daysUnreadable / days;
    }

    void rotted() {
        rots++;
    }

    void hopped() {
        hops++;
    }

    void mended(long time) {
        mended.accept(time);
    }

    void rotMended(long time) {
        rotMended.accept(time);
    }

    /** An audit of a partner that is thought well of. */
    void audited(Bond bond, boolean found) {
        if (!bond.holder.isHonest() && bond.missing > 0) {
            detection = detection.plus(new Detection(1, found ? 1 : 0));
        }
    }

    void moved(Bond bond, HealthState to) {
        (bond.holder.isHonest() ? honestIn : cheatsIn).merge(to, 1, Integer::sum);
    }

    /** How often an honest machine came into this state at one of its partners. */
    public int honest(HealthState state) {
        return honestIn.getOrDefault(state, 0);
    }

    /** The same, of machines that cheat. */
    public int cheats(HealthState state) {
        return cheatsIn.getOrDefault(state, 0);
    }

    /** Days of machines, in years of 365.25 days. */
    public double years() {
        return days / 365.25;
    }

    /** Of honest machines, with data that were complete once and not lost since. */
    public double yearsAtRisk() {
        return daysComplete / 365.25;
    }

    public int deaths() {
        return deaths;
    }

    /** Of honest machines whose backup was complete once, and not lost when they died. */
    public int recoveries() {
        return recoveries;
    }

    /** Of these, such that could not have all when they were back. */
    public int notRecovered() {
        return notRecovered;
    }

    /** How often fewer than m shards of an honest machine's were left. */
    public int losses() {
        return losses;
    }

    public int rots() {
        return rots;
    }

    public int hops() {
        return hops;
    }

    /** Milliseconds that a lost shard stayed lost. */
    public LongSummaryStatistics mended() {
        return mended;
    }

    /** Milliseconds from a rotten piece to its repair. */
    public LongSummaryStatistics rotMended() {
        return rotMended;
    }

    /** Audits of cheats that lack something, and how many of these failed. */
    public Detection detection() {
        return detection;
    }
}
