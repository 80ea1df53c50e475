// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation;

import org.holdfast.model.CodeShape;
import org.holdfast.simulation.net.Network;
import org.holdfast.simulation.node.Goal;

/**
 * What is simulated.
 *
 * @param members machines on the roster from the beginning; one more joins, and a stranger stands by
 * @param weather until {@code storm}; after that it is calm
 * @param storm in milliseconds
 * @param calm how long everybody then has to finish, in milliseconds
 */
public record Scenario(long seed, int members, Goal goal, Weather weather, long storm, long calm) {
    private static final long ENOUGH = 1_200_000;

    /**
     * @param crashAtChange probability of a crash on each side of a durable change
     * @param outages whether the network is cut and machines crash at any moment
     */
    public record Weather(Network.Conditions network, double crashAtChange, boolean outages) {}

    /** Twenty members, 3+1, in a storm of three minutes. */
    public static Scenario usual(long seed) {
        Goal goal = new Goal(new CodeShape(3, 1), 5, 3);
        return new Scenario(seed, 20, goal, new Weather(Network.Conditions.STORMY, 0.01, true), 180_000, ENOUGH);
    }

    /** Six members, 2+1, in a violent storm of one minute. */
    public static Scenario small(long seed) {
        Goal goal = new Goal(new CodeShape(2, 1), 3, 2);
        return new Scenario(seed, 6, goal, new Weather(Network.Conditions.STORMY, 0.02, true), 60_000, ENOUGH);
    }

    /** Three members, 1+1, in fine weather: every crash is the test's own. */
    public static Scenario tiny(long seed) {
        Goal goal = new Goal(new CodeShape(1, 1), 2, 1);
        return new Scenario(seed, 3, goal, new Weather(Network.Conditions.CALM, 0, false), 6_000, ENOUGH);
    }
}
