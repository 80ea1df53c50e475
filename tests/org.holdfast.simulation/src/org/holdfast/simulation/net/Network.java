// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.net;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.holdfast.simulation.World;

/** Carries packets between hosts as badly as its conditions say. */
public final class Network {
    private final World world;
    private final Map<Integer, Consumer<Packet>> hosts = new HashMap<>();
    private Conditions conditions = Conditions.CALM;
    /** Hosts on different sides do not hear each other. */
    private Map<Integer, Integer> sides = Map.of();

    private long lost;
    private long doubled;
    private long delivered;
    private long overtaken;

    /**
     * @param loss probability for each packet
     * @param doubling probability for each packet
     * @param least delay in milliseconds
     * @param most delay; a wide range is what reorders
     */
    public record Conditions(double loss, double doubling, int least, int most) {
        public static final Conditions CALM = new Conditions(0, 0, 1, 3);
        public static final Conditions STORMY = new Conditions(0.08, 0.05, 1, 400);
    }

    public Network(World world) {
        this.world = world;
    }

    public void conditions(Conditions now) {
        conditions = now;
    }

    /** Cuts the network: hosts that are named with different sides do not hear each other; others hear everybody. */
    public void partition(Map<Integer, Integer> newSides) {
        sides = Map.copyOf(newSides);
    }

    void join(int host, Consumer<Packet> ear) {
        hosts.put(host, ear);
    }

    void leave(int host) {
        hosts.remove(host);
    }

    void send(Packet packet) {
        if (isCut(packet.from(), packet.to()) || world.chance(conditions.loss())) {
            lost++;
            return;
        }
        deliverLater(packet);
        if (world.chance(conditions.doubling())) {
            doubled++;
            deliverLater(packet);
        }
    }

    private boolean isCut(int one, int other) {
        Integer side = sides.get(one);
        Integer otherSide = sides.get(other);
        return side != null && otherSide != null && !side.equals(otherSide);
    }

    private void deliverLater(Packet packet) {
        long delay = world.random().nextInt(conditions.least(), conditions.most() + 1);
        world.after(delay, () -> {
            Consumer<Packet> ear = hosts.get(packet.to());
            if (ear != null) {
                delivered++;
                ear.accept(packet);
            }
        });
    }

    void overtaken() {
        overtaken++;
    }

    /** Packets that never arrived. */
    public long lost() {
        return lost;
    }

    /** Packets that arrived twice. */
    public long doubled() {
        return doubled;
    }

    /** Packets that arrived before an earlier one. */
    public long reordered() {
        return overtaken;
    }

    /** For the report. */
    @Override
    public String toString() {
        return delivered + " packets delivered, " + lost + " lost, " + doubled + " doubled, " + overtaken
                + " overtaken";
    }
}
