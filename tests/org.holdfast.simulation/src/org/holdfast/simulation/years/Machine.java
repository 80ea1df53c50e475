// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.years;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A machine, its owner's habits, and its partners. All state belongs to the simulation's one thread. */
final class Machine {
    static final long NEVER_THERE = -2;

    final int number;
    final Habit habit;
    final Conduct conduct;
    /** What its partners keep for it. */
    final Map<Machine, Bond> stored = new LinkedHashMap<>();
    /** What it keeps for its partners. */
    final Map<Machine, Bond> held = new LinkedHashMap<>();
    /** Who says with evidence, or of its own experience, that it broke an agreement. */
    final Set<Integer> accusers = new HashSet<>();

    final Account account = new Account();
    /** Since when it does not answer though it promised to; -1 if it does. */
    long absentSince = -1;

    /** Which share of what it is given it throws away now. */
    double drops;

    boolean dead;
    /** For each position of its codeword, since when it cannot be had; -1 while it can, {@link #NEVER_THERE} at first. */
    final long[] missingSince;
    /** All positions were there at one time, and fewer than m have never been since. */
    boolean complete;
    /** So it was when it died last. */
    boolean hadAll;

    /** What a machine gave and got, in days of one partner's share of a disk. */
    static final class Account {
        long days;
        long daysSafe;
        double shareDaysKept;
        double shareDaysHad;
    }

    Machine(int number, Habit habit, Conduct conduct, int positions) {
        this.number = number;
        this.habit = habit;
        this.conduct = conduct;
        this.missingSince = new long[positions];
        Arrays.fill(missingSince, NEVER_THERE);
    }

    boolean isHonest() {
        return conduct instanceof Conduct.Honest;
    }

    /** Whether it can do something now. */
    boolean isOn(long now) {
        return !dead && habit.isOn(now);
    }

    boolean answers(long now) {
        return absentSince < 0 && isOn(now);
    }

    boolean refuses(Machine other, int mostReneged) {
        return other.accusers.contains(number) || other.accusers.size() > mostReneged;
    }

    /** Whether a position was ever with a partner. */
    boolean hasPlaced(int position) {
        return missingSince[position] != NEVER_THERE;
    }

    @Override
    public String toString() {
        return number + " (" + conduct + ")";
    }
}
