// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.years;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.holdfast.simulation.World;

/**
 * A confederation over years. Machines are on by their habits, die, come back blank, rot, and some cheat; the others
 * make agreements, audit, repair and renounce by the rules of the product, and nobody else does anything. The seed
 * decides everything. Single-threaded.
 */
public final class Town {
    private static final long HALF_A_DAY = Habit.DAY / 2;
    /** How often a holder reads everything it keeps. */
    private static final long SCRUB = 30 * Habit.DAY;

    private final TownPlan plan;
    private final World world;
    private final List<Machine> machines = new ArrayList<>();
    private final TownTally tally = new TownTally();
    private final Promises promises;
    private final Market market;
    private final Mending mending;
    private final Watch watch;

    public Town(TownPlan plan, long seed) {
        this.plan = plan;
        this.world = new World(seed);
        for (int number = 0; number < plan.machines(); number++) {
            Habit habit = plan.habits().get(number % plan.habits().size());
            Conduct conduct = number < plan.cheats().size() ? plan.cheats().get(number) : new Conduct.Honest();
            machines.add(new Machine(number, habit, conduct, plan.shape().n()));
        }
        this.promises = new Promises(plan);
        this.market = new Market(this, machines);
        this.mending = new Mending(this);
        this.watch = new Watch(this);
        machines.forEach(this::begin);
    }

    private void begin(Machine machine) {
        world.after(world.random().nextLong(HALF_A_DAY), () -> market.seek(machine));
        world.after(world.random().nextLong(Habit.DAY), () -> daily(machine));
        world.after(chance(plan.lifetime()), () -> die(machine));
        world.after(chance(plan.rots()), () -> rot(machine));
        switch (machine.conduct) {
            case Conduct.Honest honest -> {}
            case Conduct.Dropper(double share, Duration after) ->
                world.after(after.toMillis(), () -> drop(machine, share));
            case Conduct.Mute(Duration after) -> world.after(after.toMillis(), () -> drop(machine, 1));
            case Conduct.Colluder(Duration after) -> world.after(after.toMillis(), () -> drop(machine, 1));
            case Conduct.Rotator(Duration silence) -> world.after(Habit.DAY, () -> hide(machine, silence));
            case Conduct.Hopper hopper -> {} // each day it looks whether it may
        }
    }

    /** Lets days pass. @return itself */
    public Town live(int days) {
        world.runUntil(world.now() + days * Habit.DAY);
        return this;
    }

    /** Exponentially distributed. */
    long chance(Duration mean) {
        return (long) (-Math.log1p(-world.random().nextDouble()) * mean.toMillis());
    }

    private void daily(Machine self) {
        boolean safe = covered(self) >= plan.shape().m();
        self.account.days++;
        self.account.daysSafe += safe ? 1 : 0;
        self.account.shareDaysKept += self.held.values().stream()
                .mapToDouble(bond -> 1 - bond.missing / (double) Bond.PIECES)
                .sum();
        self.account.shareDaysHad += serving(self).filter(Bond::isKept).count();
        tally.day(self, !self.complete || readable(self) >= plan.shape().m());
        if (self.conduct instanceof Conduct.Hopper && safe && self.absentSince < 0) {
            drop(self, 1);
            self.absentSince = world.now();
        }
        world.after(Habit.DAY, () -> daily(self));
    }

    /** Shards that it would be given now, did it ask: from partners that serve it and have them. */
    private long covered(Machine self) {
        return serving(self).filter(Bond::isGood).count();
    }

    /** Partners that would give back all they have, without a newer device and its sheet. */
    private long readable(Machine self) {
        return self.stored.values().stream()
                .filter(bond -> bond.isGood() && bond.givesBack(plan.reads(), world.now()))
                .count();
    }

    private Stream<Bond> serving(Machine self) {
        long committed = world.now() - plan.commitment().toMillis();
        return self.stored.values().stream().filter(bond -> bond.since <= committed);
    }

    /** The disk is gone; the person is back some days later, with a blank one. */
    private void die(Machine self) {
        if (!self.dead) {
            tally.died();
            self.hadAll = self.complete;
            world.note("died", self.toString());
            self.dead = !plan.away().isZero();
            self.absentSince = self.dead ? world.now() : self.absentSince;
            List.copyOf(self.held.values()).forEach(bond -> bond.lose(Bond.PIECES, world.now()));
            List.copyOf(self.held.values()).forEach(bond -> review(bond.owner));
            world.after(plan.away().toMillis(), () -> comeBack(self));
        }
        world.after(chance(plan.lifetime()), () -> die(self));
    }

    /** Under the same identity, with a certificate that says what happened. */
    private void comeBack(Machine self) {
        tally.recovered(self);
        self.dead = false;
        self.absentSince = -1;
        for (Bond bond : List.copyOf(self.held.values())) {
            bond.beginAnew(world.now());
            mending.mend(bond.owner);
        }
        market.seek(self);
    }

    /** One piece of somebody's at some partner. It is found by the holder's next look at everything, or by an audit. */
    private void rot(Machine holder) {
        List<Bond> held =
                holder.held.values().stream().filter(bond -> bond.missing == 0).toList();
        if (!held.isEmpty() && holder.isHonest()) {
            Bond bond = held.get(world.random().nextInt(held.size()));
            bond.lose(1, world.now());
            tally.rotted();
            world.after(world.random().nextLong(SCRUB), () -> bond.known |= bond.missing > 0);
        }
        world.after(chance(plan.rots()), () -> rot(holder));
    }

    /** From now on. */
    private void drop(Machine self, double share) {
        self.drops = share;
        List.copyOf(self.held.values()).forEach(this::dropped);
    }

    /** To be called when something new has come to a partner, which may be one that throws it away. */
    void dropped(Bond bond) {
        if (bond.holder.drops > 0) {
            bond.lose((int) Math.ceil(bond.holder.drops * Bond.PIECES), world.now());
        }
        review(bond.owner);
    }

    private void hide(Machine self, Duration silence) {
        self.absentSince = world.now();
        world.after(silence.toMillis(), () -> {
            self.absentSince = -1;
            world.after(Habit.DAY, () -> hide(self, silence));
        });
    }

    /** Nobody is its partner any more: a hopper comes as another. */
    void forsaken(Machine self) {
        if (self.conduct instanceof Conduct.Hopper) {
            tally.hopped();
            world.note("hopped", self.toString());
            self.accusers.clear();
            self.drops = 0;
            self.absentSince = -1;
            market.seek(self);
        }
    }

    /** To be called whenever a shard of this owner's may have gone or come. */
    void review(Machine owner) {
        boolean[] good = new boolean[plan.shape().n()];
        owner.stored.values().stream().filter(Bond::isGood).forEach(bond -> good[bond.position()] = true);
        int there = 0;
        for (int position = 0; position < good.length; position++) {
            there += good[position] ? 1 : 0;
            note(owner, position, good[position]);
        }
        if (there == good.length) {
            owner.complete = true;
        } else if (owner.complete && there < plan.shape().m()) {
            owner.complete = false;
            world.note("lost", owner.toString());
            tally.lost(owner);
        }
    }

    private void note(Machine owner, int position, boolean good) {
        long since = owner.missingSince[position];
        if (good && since >= 0) {
            tally.mended(world.now() - since);
        }
        if (good) {
            owner.missingSince[position] = -1;
        } else if (since == -1) {
            owner.missingSince[position] = world.now();
        }
    }

    TownPlan plan() {
        return plan;
    }

    World world() {
        return world;
    }

    Market market() {
        return market;
    }

    Mending mending() {
        return mending;
    }

    Watch watch() {
        return watch;
    }

    Promises promises() {
        return promises;
    }

    /** SHA-256 of what happened; ends the history. */
    public String hash() {
        return world.hash();
    }

    /** What happened. */
    public TownTally tally() {
        return tally;
    }

    /** What all machines of one conduct gave and got, together. */
    public Price price(Class<? extends Conduct> conduct) {
        return machines.stream()
                .filter(each -> conduct.isInstance(each.conduct))
                .map(each -> new Price(
                        each.account.days,
                        each.account.daysSafe,
                        each.account.shareDaysKept,
                        each.account.shareDaysHad))
                .reduce(Price.NOTHING, Price::plus);
    }
}
