// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.years;

import java.time.Duration;
import java.time.Instant;
import org.holdfast.core.health.HealthEvent;
import org.holdfast.core.health.HealthLife;
import org.holdfast.core.health.HealthState;
import org.holdfast.format.Mac;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Digest;
import org.holdfast.model.WeekSchedule;
import org.holdfast.simulation.World;
import org.holdfast.spi.audit.AuditShape;
import org.holdfast.spi.audit.Challenge;
import org.holdfast.spi.audit.Draw;

/**
 * Owners look after their partners: once a day with an audit while all is well, every few hours while it is not. What
 * follows from what they see is {@link HealthLife}'s business.
 */
final class Watch {
    /** Samples of an audit: a loss of one piece in a hundred is found in 99 of 100. */
    static final int SAMPLES = 460;

    private static final AuditShape SHAPE = new AuditShape(12, true, 0, SAMPLES);
    private static final long DAILY = Habit.DAY;
    private static final long OFTEN = 4 * Habit.HOUR;

    private final Town town;
    private final World world;

    Watch(Town town) {
        this.town = town;
        this.world = town.world();
    }

    void begin(Bond bond) {
        world.after(world.random().nextLong(DAILY), () -> look(bond));
    }

    private void look(Bond bond) {
        if (bond.over) {
            return;
        }
        long now = world.now();
        if (bond.owner.isOn(now)) {
            HealthState before = bond.health.state();
            see(bond, now);
            bond.looked = now;
            react(bond, before);
            again(bond, before == HealthState.OK && bond.health.state() == HealthState.OK ? DAILY : OFTEN);
        } else {
            bond.looked = now; // what went by unseen does not count
            again(
                    bond,
                    bond.owner.dead
                            ? DAILY
                            : bond.owner.habit.next(now) - now + world.random().nextLong(Habit.HOUR));
        }
    }

    private void again(Bond bond, long pause) {
        world.after(pause, () -> look(bond));
    }

    private void see(Bond bond, long now) {
        if (bond.holder.answers(now) && bond.holder.drops > 0 && bond.holder.conduct instanceof Conduct.Mute) {
            absent(bond, now, bond.looked);
        } else if (bond.holder.answers(now)) {
            answered(bond, now);
        } else if (bond.holder.absentSince >= 0) {
            absent(bond, now, Math.max(bond.looked, bond.holder.absentSince));
        }
    }

    /** Hours in which both are on by habit stand for the whole week; who is there and proves nothing is absent (ADR 38, 39). */
    private void absent(Bond bond, long now, long since) {
        Habit owner = bond.owner.habit;
        Habit holder = bond.holder.habit;
        long missed = owner.together(holder, since, now);
        Duration counts = Duration.ofMillis(missed * WeekSchedule.HOURS / owner.weeklyTogether(holder));
        if (holder.isOn(now)) {
            step(bond, new HealthEvent.Missed(Bond.at(now)));
        }
        step(bond, new HealthEvent.Absent(Bond.at(now), counts, counts));
    }

    private void answered(Bond bond, long now) {
        Instant at = Bond.at(now);
        bond.answered = now;
        step(bond, new HealthEvent.Answered(at));
        if (bond.known && bond.missing > 0) {
            confessed(bond, now);
        }
        if (bond.missing > 0) {
            audit(bond, at);
        } else if (bond.health.state() == HealthState.CONTAINED) {
            step(bond, new HealthEvent.Cleared(at));
        }
    }

    /** What the holder says itself is made anew there, if it is little. */
    private void confessed(Bond bond, long now) {
        bond.tally = bond.tally.plus(Bond.at(now), 1, ByteCount.of(Bond.BLOCK_BYTES));
        if (bond.tally.isTooMuch(Bond.at(now), Bond.STORED)) {
            step(bond, new HealthEvent.Wronged(Bond.at(now)));
        } else {
            bond.missing = 0;
            bond.known = false;
            town.tally().rotMended(now - bond.missingSince);
        }
    }

    private void audit(Bond bond, Instant at) {
        boolean failed = hits(bond);
        if (bond.health.state() != HealthState.CONTAINED) {
            town.tally().audited(bond, failed);
        }
        if (failed) {
            named(bond, at);
        }
    }

    /** Narrowing names one block, which is asked for whole; the holder looks at it before it signs anything. */
    private void named(Bond bond, Instant at) {
        step(bond, new HealthEvent.Wronged(at));
        bond.tally = bond.tally.plus(at, 1, ByteCount.of(Bond.BLOCK_BYTES));
        if (bond.tally.isTooMuch(at, Bond.STORED)) {
            step(bond, new HealthEvent.Convicted(at));
        } else if (bond.holder.isHonest()) {
            bond.missing = 0;
            town.tally().rotMended(world.now() - bond.missingSince);
        } else {
            bond.missing = Math.max(1, bond.missing - 1);
        }
    }

    /** Whether the challenge of this audit asks for a piece that is not there: the real draw, from a random R. */
    private boolean hits(Bond bond) {
        Digest random = Mac.sha256(world.randomBytes(32));
        int shift = world.random().nextInt(Bond.PIECES);
        Challenge challenge = Draw.challenge(random, SHAPE, Bond.CATALOGUE, SAMPLES);
        return challenge.samples().stream().anyMatch(sample -> {
            int number = (int) (sample.block().sequence() - 1) * Bond.PIECES_A_BLOCK + sample.piece();
            return Math.floorMod(number - shift, Bond.PIECES) < bond.missing;
        });
    }

    private void step(Bond bond, HealthEvent event) {
        bond.health = HealthLife.next(bond.health, event, town.plan().rules());
    }

    private void react(Bond bond, HealthState before) {
        HealthState now = bond.health.state();
        if (now == before) {
            if (now != HealthState.OK) {
                town.mending().mend(bond.owner);
            }
            return;
        }
        town.tally().moved(bond, now);
        world.note(now.name(), bond.holder + " at " + bond.owner.number);
        town.promises().moved(bond, before, world.now());
        if (now.isGone()) {
            town.market().renounce(bond);
        } else {
            town.mending().mend(bond.owner);
        }
    }
}
