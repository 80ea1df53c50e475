// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.net;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.holdfast.simulation.World;

/** Where one host, in one life between two crashes, meets the network. */
public final class Socket {
    private final World world;
    private final Network network;
    private final int host;
    private final Map<Long, Pipe> pipes = new LinkedHashMap<>();
    private final Consumer<Pipe> accepted;
    private final Consumer<Runnable> guard;

    /**
     * @param accepted hears of each pipe that another host opens, before its first frame
     * @param guard runs everything that happens to this host: a crash must end it, and nothing else
     */
    public Socket(World world, Network network, int host, Consumer<Pipe> accepted, Consumer<Runnable> guard) {
        this.world = world;
        this.network = network;
        this.host = host;
        this.accepted = accepted;
        this.guard = guard;
        network.join(host, packet -> guard.accept(() -> arrive(packet)));
    }

    /** Opens a pipe; it breaks if nobody answers. */
    public Pipe dial(int peer) {
        long id = world.random().nextLong();
        Pipe pipe = new Pipe(world, network, host, peer, id, true, guard);
        pipes.put(id, pipe);
        return pipe;
    }

    private void arrive(Packet packet) {
        Pipe pipe = pipes.get(packet.pipe());
        if (pipe == null && packet.kind() == Packet.Kind.OPEN) {
            pipe = new Pipe(world, network, host, packet.from(), packet.pipe(), false, guard);
            pipes.put(packet.pipe(), pipe);
            accepted.accept(pipe);
        }
        if (pipe != null && !pipe.isBroken()) {
            pipe.arrive(packet);
        } else if (packet.kind() != Packet.Kind.RESET) {
            network.send(new Packet(host, packet.from(), packet.pipe(), Packet.Kind.RESET, 0, new byte[0]));
        }
    }

    /** The host is gone: nothing is said, and nothing is heard any more. */
    public void crash() {
        network.leave(host);
        pipes.values().forEach(Pipe::drop);
    }
}
