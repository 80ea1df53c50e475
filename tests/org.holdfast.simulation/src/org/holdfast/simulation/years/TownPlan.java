// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.years;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.holdfast.core.health.HealthRules;
import org.holdfast.model.CodeShape;

/**
 * What a history begins with.
 *
 * @param habits machine i has the (i mod their number)-th
 * @param cheats the first machines; all others are honest
 * @param lifetime mean time until a machine loses what it holds
 * @param away how long an owner whose machine died takes to be back
 * @param transfer how long it takes on average to make a partner's share anew; exponentially distributed
 * @param rots mean time until a partner's disk damages one piece of an owner's
 * @param commitment no restore from a new partner for so long; zero in a managed confederation, where everybody has
 *     one identity for good
 * @param threshold shards below which absent ones are made anew
 * @param reads how often a year an owner may read back what lies with a partner, repairs included; 0: as often as it likes
 */
public record TownPlan(
        int machines,
        List<Habit> habits,
        List<Conduct> cheats,
        CodeShape shape,
        int spares,
        Duration lifetime,
        Duration away,
        Duration transfer,
        Duration rots,
        HealthRules rules,
        Duration commitment,
        int threshold,
        int reads) {
    static final Duration NEVER = Duration.ofDays(1_000_000);

    public TownPlan {
        habits = List.copyOf(habits);
        cheats = List.copyOf(cheats);
        if (machines <= shape.n() + spares || cheats.size() > machines) {
            throw new IllegalArgumentException(machines + " machines are too few for " + shape);
        }
    }

    /** An office: two machines of three are on in working hours, the third always; nobody cheats. */
    public static TownPlan office(int machines) {
        CodeShape shape = new CodeShape(5, 4);
        return new TownPlan(
                machines,
                List.of(Habit.OFFICE, Habit.OFFICE, Habit.ALWAYS),
                List.of(),
                shape,
                2,
                Duration.ofDays(730),
                Duration.ofDays(5),
                Duration.ofHours(6),
                Duration.ofDays(365),
                HealthRules.of(Duration.ofDays(3), Duration.ofDays(14)),
                Duration.ZERO,
                shape.n(),
                0);
    }

    TownPlan with(List<Conduct> others) {
        return change(draft -> draft.cheats = others);
    }

    TownPlan open(Duration committed) {
        return change(draft -> draft.commitment = committed);
    }

    TownPlan of(CodeShape other, Duration lives, Duration damaged) {
        return change(draft -> {
            draft.shape = other;
            draft.threshold = other.n();
            draft.lifetime = lives;
            draft.rots = damaged;
        });
    }

    TownPlan allOf(Habit habit) {
        return change(draft -> draft.habits = List.of(habit));
    }

    /** Machines that die are back at once, and blank. */
    TownPlan backAtOnce(Duration takes) {
        return change(draft -> {
            draft.away = Duration.ZERO;
            draft.transfer = takes;
        });
    }

    /** Holders keep to the read budget of their agreements. */
    TownPlan reading(int yearly) {
        return change(draft -> draft.reads = yearly);
    }

    private TownPlan change(Consumer<Draft> change) {
        Draft draft = new Draft();
        change.accept(draft);
        return draft.plan();
    }

    /** What a plan is changed in: at first all as it is here. Only what is ever changed can be. */
    private final class Draft {
        private List<Habit> habits = TownPlan.this.habits;
        private List<Conduct> cheats = TownPlan.this.cheats;
        private CodeShape shape = TownPlan.this.shape;
        private Duration lifetime = TownPlan.this.lifetime;
        private Duration away = TownPlan.this.away;
        private Duration transfer = TownPlan.this.transfer;
        private Duration rots = TownPlan.this.rots;
        private Duration commitment = TownPlan.this.commitment;
        private int threshold = TownPlan.this.threshold;
        private int reads = TownPlan.this.reads;

        private TownPlan plan() {
            return new TownPlan(
                    machines,
                    habits,
                    cheats,
                    shape,
                    spares,
                    lifetime,
                    away,
                    transfer,
                    rots,
                    rules,
                    commitment,
                    threshold,
                    reads);
        }
    }
}
