// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.years;

import java.util.List;
import org.holdfast.core.health.Health;
import org.holdfast.simulation.World;

/** Agreements: machines with too few partners find others that have room for one more. Both get as much as they give. */
final class Market {
    /** More than this many reporters make a machine one that nobody takes (R13). */
    private static final int MOST_RENEGED = 2;

    private static final int ROOM = 4;
    private static final int TRIES = 40;
    private static final long AGAIN = 6 * Habit.HOUR;

    private final Town town;
    private final World world;
    private final List<Machine> machines;

    Market(Town town, List<Machine> machines) {
        this.town = town;
        this.world = town.world();
        this.machines = machines;
    }

    private int wanted() {
        return town.plan().shape().n() + town.plan().spares();
    }

    /** Looks for partners until there are enough. */
    void seek(Machine self) {
        if (self.answers(world.now())) {
            for (int i = 0; i < TRIES && self.stored.size() < wanted(); i++) {
                Machine other = machines.get(world.random().nextInt(machines.size()));
                if (suits(self, other)) {
                    agree(self, other);
                }
            }
            town.mending().mend(self);
        }
        if (self.stored.size() < wanted()) {
            world.after(AGAIN, () -> seek(self));
        }
    }

    private boolean suits(Machine self, Machine other) {
        return other != self
                && other.answers(world.now())
                && !self.stored.containsKey(other)
                && other.stored.size() < wanted() + ROOM
                && !self.refuses(other, MOST_RENEGED)
                && !other.refuses(self, MOST_RENEGED);
    }

    private void agree(Machine one, Machine other) {
        begin(one, other);
        begin(other, one);
    }

    private void begin(Machine owner, Machine holder) {
        Health fresh = Health.fresh(Bond.at(world.now()), town.plan().rules());
        Bond bond = new Bond(owner, holder, world.now(), fresh);
        owner.stored.put(holder, bond);
        holder.held.put(owner, bond);
        town.watch().begin(bond);
        town.dropped(bond);
    }

    /** The holder broke the agreement: it is told, nobody serves it any more, and others hear of it. */
    void renounce(Bond broken) {
        broken.holder.accusers.add(broken.owner.number);
        end(broken.owner, broken.holder);
        end(broken.holder, broken.owner);
        seek(broken.owner);
        town.review(broken.owner);
        town.review(broken.holder);
        if (broken.holder.stored.isEmpty()) {
            town.forsaken(broken.holder);
        }
    }

    private static void end(Machine owner, Machine holder) {
        Bond bond = owner.stored.remove(holder);
        holder.held.remove(owner);
        if (bond != null) {
            bond.over = true;
        }
    }
}
