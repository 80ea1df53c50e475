// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.disk;

import org.holdfast.simulation.World;

/** Decides at which durable change a machine crashes. */
public final class Faults {
    private final World world;
    private double probability;
    private long points;
    private long crashAt;

    public Faults(World world) {
        this.world = world;
    }

    /** How likely a crash is at each side of a change. */
    public void probability(double now) {
        probability = now;
    }

    /** Crashes at exactly this point, counted from 1: each durable change has one before and one after it. */
    public void crashAt(long point) {
        crashAt = point;
    }

    /** A durable change: a crash comes before it, after it, or not at all. */
    void change(String what, Runnable change) {
        perhapsCrash("before " + what);
        change.run();
        perhapsCrash("after " + what);
    }

    private void perhapsCrash(String where) {
        points++;
        if (points == crashAt || probability > 0 && world.chance(probability)) {
            throw new SimulatedCrash(where);
        }
    }

    /** How many points were passed. */
    public long points() {
        return points;
    }
}
