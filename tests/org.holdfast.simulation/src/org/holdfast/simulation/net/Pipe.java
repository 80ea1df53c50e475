// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.net;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.holdfast.simulation.World;

/**
 * One end of a connection: delivers frames in order and once each, by numbering, acknowledging and repeating them, or
 * breaks. What TCP does for the real thing.
 */
public final class Pipe {
    private static final long REPEAT_AFTER = 600;
    private static final int MOST_REPEATS = 8;
    private static final int REPEATED_AT_ONCE = 8;

    private final World world;
    private final Network network;
    private final int self;
    private final int peer;
    private final long id;
    private final boolean dialler;
    private final Consumer<Runnable> guard;
    private final TreeMap<Integer, byte[]> unacknowledged = new TreeMap<>();
    private final Map<Integer, byte[]> early = new TreeMap<>();
    private Listener listener = Listener.DEAF;
    private int nextOut;
    private int nextIn;
    private int repeats;
    private boolean repeating;
    private boolean broken;

    /** Hears what comes out of a pipe. */
    public interface Listener {
        Listener DEAF = new Listener() {
            @Override
            public void frame(byte[] frame) {
                throw new IllegalStateException("a pipe without a listener");
            }

            @Override
            public void broken() {
                // nobody wants to know
            }
        };

        void frame(byte[] frame);

        /** Once; nothing comes after it. */
        void broken();
    }

    Pipe(World world, Network network, int self, int peer, long id, boolean dialler, Consumer<Runnable> guard) {
        this.world = world;
        this.network = network;
        this.self = self;
        this.peer = peer;
        this.id = id;
        this.dialler = dialler;
        this.guard = guard;
    }

    public void listen(Listener newListener) {
        listener = newListener;
    }

    public int peer() {
        return peer;
    }

    public long id() {
        return id;
    }

    /** Which end this is: the dialler's. */
    public boolean isDialler() {
        return dialler;
    }

    public boolean isBroken() {
        return broken;
    }

    public void send(byte[] frame) {
        if (broken) {
            return;
        }
        unacknowledged.put(nextOut, frame);
        transmit(nextOut, frame);
        nextOut++;
        repeatLater();
    }

    private void transmit(int number, byte[] frame) {
        Packet.Kind kind = dialler && number == 0 ? Packet.Kind.OPEN : Packet.Kind.DATA;
        network.send(new Packet(self, peer, id, kind, number, frame));
    }

    private void repeatLater() {
        if (!repeating) {
            repeating = true;
            world.after(REPEAT_AFTER, () -> guard.accept(this::repeat));
        }
    }

    private void repeat() {
        repeating = false;
        if (broken || unacknowledged.isEmpty()) {
            return;
        }
        if (++repeats > MOST_REPEATS) {
            shut();
            return;
        }
        unacknowledged.entrySet().stream()
                .limit(REPEATED_AT_ONCE)
                .forEach(each -> transmit(each.getKey(), each.getValue()));
        repeatLater();
    }

    void arrive(Packet packet) {
        switch (packet.kind()) {
            case RESET -> shut();
            case ACK -> acknowledged(packet.number());
            case OPEN, DATA -> received(packet);
        }
    }

    private void acknowledged(int next) {
        if (!unacknowledged.headMap(next).isEmpty()) {
            unacknowledged.headMap(next).clear();
            repeats = 0;
        }
    }

    private void received(Packet packet) {
        if (packet.number() >= nextIn) {
            early.put(packet.number(), packet.frame());
        }
        if (packet.number() > nextIn) {
            network.overtaken();
        }
        byte[] frame = early.remove(nextIn);
        while (frame != null && !broken) {
            nextIn++;
            listener.frame(frame);
            frame = early.remove(nextIn);
        }
        if (!broken) {
            network.send(new Packet(self, peer, id, Packet.Kind.ACK, nextIn, new byte[0]));
        }
    }

    /** Ends it on both sides. */
    public void close() {
        if (!broken) {
            network.send(new Packet(self, peer, id, Packet.Kind.RESET, 0, new byte[0]));
            shut();
        }
    }

    /** Ends it on this side without a word, as a crash does. */
    void drop() {
        broken = true;
    }

    private void shut() {
        if (!broken) {
            broken = true;
            listener.broken();
        }
    }
}
