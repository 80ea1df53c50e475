// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.node;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.holdfast.simulation.World;
import org.holdfast.simulation.disk.Disk;
import org.holdfast.simulation.disk.SimulatedCrash;
import org.holdfast.simulation.net.Network;
import org.jspecify.annotations.Nullable;

/** A machine that can crash and start again: its identity and its disk stay, its {@link Life} does not. */
public final class Computer {
    private static final int SHORTEST_OUTAGE = 500;
    private static final int LONGEST_OUTAGE = 8000;

    final World world;
    final Network network;
    final Directory directory;
    final Goal goal;
    private final Witnesses witnesses;
    private Identity identity;
    private Disk disk;
    private @Nullable Life life;
    private int crashes;
    private Role role = Role.HONEST;
    private Duration clockError = Duration.ZERO;

    /** Who must know at once what a machine believes. */
    public interface Witnesses {
        /** {@code owner} is about to count on a receipt for this block. */
        void acknowledged(Identity owner, Disk.Spooled block);
    }

    public Computer(
            World world,
            Network network,
            Directory directory,
            Goal goal,
            Witnesses witnesses,
            Identity identity,
            Disk disk) {
        this.world = world;
        this.network = network;
        this.directory = directory;
        this.goal = goal;
        this.witnesses = witnesses;
        this.identity = identity;
        this.disk = disk;
        directory.put(identity);
    }

    /** Where it stands. */
    public World world() {
        return world;
    }

    /** From now on it behaves like that. */
    public void play(Role other) {
        role = other;
    }

    Role role() {
        return role;
    }

    /** What this machine takes for the time. */
    InstantSource clock() {
        return () -> world.clock().instant().plus(clockError);
    }

    /** Its clock is wrong by that much from now on. */
    public void misjudge(Duration error) {
        clockError = error;
        note(error.isZero() ? "clock is put right" : "clock jumps", error);
    }

    public Identity identity() {
        return identity;
    }

    public Disk disk() {
        return disk;
    }

    Witnesses witnesses() {
        return witnesses;
    }

    /** The present life; empty while the machine is down. */
    public Optional<Life> life() {
        return Optional.ofNullable(life);
    }

    public int crashes() {
        return crashes;
    }

    /** Starts it; a crash during the start is a crash like any other. */
    public void boot() {
        note("boots", crashes);
        Life fresh = new Life(this);
        life = fresh;
        guard(fresh, fresh::start);
    }

    /** Runs what belongs to one life, if that still lasts. */
    void guard(Life of, Runnable what) {
        if (life != of) {
            return;
        }
        try {
            what.run();
        } catch (SimulatedCrash e) {
            crash(String.valueOf(e.getMessage()));
        }
    }

    /** Stops it without warning, and starts it again after a while. */
    public void crash(String why) {
        if (life == null) {
            return;
        }
        note("crashes " + why, crashes);
        crashes++;
        life.end();
        life = null;
        world.after(world.random().nextInt(SHORTEST_OUTAGE, LONGEST_OUTAGE), this::boot);
    }

    /** Everything but the owner's keys is lost; the machine comes back with a new device and an empty disk. */
    public void replace(Disk empty) {
        life().ifPresent(Life::end);
        life = null;
        identity = identity.withNewDevice(world);
        directory.put(identity);
        disk = empty;
        boot();
    }

    /** It is stopped, has this disk from now on, and starts. */
    public void setBack(Disk image) {
        life().ifPresent(Life::end);
        life = null;
        disk = image;
        note("set back", disk.witnesses().size());
        boot();
    }

    /** @param what a kind of event, to be counted */
    void note(String what, Object detail) {
        world.note(what, identity.host() + " " + detail);
    }
}
