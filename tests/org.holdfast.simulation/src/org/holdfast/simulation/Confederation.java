// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.holdfast.core.negotiate.AgreementBook;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.core.port.SegmentState;
import org.holdfast.format.Signer;
import org.holdfast.format.identity.Founding;
import org.holdfast.format.identity.Roster;
import org.holdfast.format.identity.RosterEntry;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Bytes;
import org.holdfast.model.OwnerId;
import org.holdfast.model.SegmentId;
import org.holdfast.simulation.disk.Disk;
import org.holdfast.simulation.disk.DiskImage;
import org.holdfast.simulation.net.Network;
import org.holdfast.simulation.node.Computer;
import org.holdfast.simulation.node.Directory;
import org.holdfast.simulation.node.Identity;
import org.holdfast.simulation.node.Life;
import org.holdfast.simulation.node.Rediscovery;
import org.holdfast.simulation.node.Retrieval;

/**
 * One history: machines find partners, agree, store and leave heads through a storm of lost packets, cuts and crashes;
 * then it gets calm, and everybody finishes. A late-comer is put on the roster by one member during the storm; a
 * stranger never is.
 */
public final class Confederation {
    private static final ByteCount DISK = ByteCount.mebibytes(32);
    private static final long CUT_EVERY = 30_000;
    private static final long CRASH_EVERY = 4_000;
    private static final long STEP = 1_000;

    public final World world;
    public final Network network;
    private final Scenario scenario;
    private final Directory directory = new Directory();
    private final Invariants invariants = new Invariants(this);
    private final List<Computer> computers = new ArrayList<>();
    private final List<Runnable> troubles = new ArrayList<>();
    private final List<Runnable> remedies = new ArrayList<>();
    private final Signer admin;
    private final Roster firstRoster;
    private final Computer lateComer;
    private final Computer stranger;

    public Confederation(Scenario scenario) {
        this(scenario, UnaryOperator.identity());
    }

    /** @param settled where each identity stands in truth, if not on a machine of its own */
    public Confederation(Scenario scenario, UnaryOperator<Identity> settled) {
        this.scenario = scenario;
        this.world = new World(scenario.seed());
        this.network = new Network(world);
        this.admin = Identity.signer(world);
        List<Identity> identities = new ArrayList<>();
        for (int host = 0; host < scenario.members() + 2; host++) {
            identities.add(settled.apply(Identity.create(host, world)));
        }
        List<RosterEntry> rows = identities.subList(0, scenario.members()).stream()
                .map(Confederation::row)
                .toList();
        this.firstRoster = Roster.found(new Founding(admin.key(), World.BEGINNING, "simulated"), rows, admin);
        identities.forEach(each -> computers.add(computer(each)));
        this.lateComer = computers.get(scenario.members());
        this.stranger = computers.getLast();
    }

    private static RosterEntry row(Identity identity) {
        return RosterEntry.active(identity.id(), identity.domains().site(), "node-" + identity.host());
    }

    private Computer computer(Identity identity) {
        Disk disk = new Disk(world, DISK, firstRoster);
        return new Computer(world, network, directory, scenario.goal(), invariants, identity, disk);
    }

    public List<Computer> computers() {
        return computers;
    }

    /** Those who are members in the end. */
    public List<Computer> members() {
        return computers.subList(0, scenario.members() + 1);
    }

    public Computer stranger() {
        return stranger;
    }

    Scenario scenario() {
        return scenario;
    }

    /** What must hold now. */
    public Invariants invariants() {
        return invariants;
    }

    /**
     * The whole history, until everybody has finished.
     *
     * @throws AssertionError with the seed and the last events, if something did not hold on the way
     */
    public void run() {
        try {
            storm();
            calm();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + scenario.seed() + ": " + e.getMessage() + "\n" + world.latest(), e);
        }
    }

    /** Something else that happens again and again while the storm lasts. To be said before {@link #run}. */
    public void during(long period, Runnable what) {
        troubles.add(() -> every(period, what));
    }

    /** Something that is over when it gets calm. To be said before {@link #run}. */
    public void inTheEnd(Runnable what) {
        remedies.add(what);
    }

    private void storm() {
        network.conditions(scenario.weather().network());
        computers.forEach(each -> {
            each.disk().faults.probability(scenario.weather().crashAtChange());
            world.after(world.random().nextInt(5_000), each::boot);
        });
        world.after(scenario.storm() / 3, this::welcomeLateComer);
        troubles.forEach(Runnable::run);
        if (scenario.weather().outages()) {
            every(CUT_EVERY, this::cut);
            every(CRASH_EVERY, this::crashSomebody);
        }
        world.runUntil(scenario.storm());
    }

    private void every(long period, Runnable what) {
        if (world.now() + period < scenario.storm()) {
            world.after(period, () -> {
                what.run();
                every(period, what);
            });
        }
    }

    /** One member alone gets the new roster; from there it spreads by handshakes. */
    private void welcomeLateComer() {
        Roster next = firstRoster.with(row(lateComer.identity()), world.clock().instant(), admin);
        computers.getFirst().disk().installRoster(next);
    }

    private void cut() {
        Map<Integer, Integer> sides = new HashMap<>();
        if (world.chance(0.7)) {
            computers.forEach(
                    each -> sides.put(each.identity().host(), world.random().nextInt(2)));
        }
        network.partition(sides);
        world.note(sides.isEmpty() ? "network is whole" : "network is cut", String.valueOf(sides.values()));
    }

    private void crashSomebody() {
        computers.get(world.random().nextInt(computers.size())).crash("out of the blue");
    }

    private void calm() {
        network.partition(Map.of());
        network.conditions(Network.Conditions.CALM);
        computers.forEach(each -> each.disk().faults.probability(0));
        remedies.forEach(Runnable::run);
        waitFor(
                "everybody to finish",
                () -> members().stream()
                        .allMatch(each -> each.life().filter(Life::isDone).isPresent()));
    }

    private void waitFor(String what, BooleanSupplier condition) {
        long end = world.now() + scenario.calm();
        while (!condition.getAsBoolean()) {
            if (world.now() > end) {
                throw new AssertionError("waited in vain for " + what + invariants.unfinished());
            }
            world.runUntil(world.now() + STEP);
        }
    }

    /** Every owner reads all that it stored; what it gets is compared with what it had. */
    public List<Retrieval.Result> readEverything(Computer owner) {
        List<SegmentRow> placed = owner.disk().ledger.segments().inState(SegmentState.PLACED);
        List<Retrieval.Result> results = new ArrayList<>();
        for (SegmentRow segment : placed) {
            Life life = owner.life().orElseThrow();
            Retrieval.begin(life, segment, results::add);
        }
        waitFor("reads of " + owner.identity().host(), () -> results.size() == placed.size());
        return results;
    }

    /** An owner comes back with its keys and nothing else, and learns from its partners what it had stored. */
    public Map<SegmentId, Bytes> replaceAndRediscover(Computer owner) {
        Map<SegmentId, Bytes> lost = owner.disk().sources();
        Set<OwnerId> partners = new TreeSet<>(owner.life().orElseThrow().partners());
        owner.replace(new Disk(world, DISK, owner.disk().roster()));
        boolean[] done = {false};
        Rediscovery.begin(owner.life().orElseThrow(), partners, () -> done[0] = true);
        waitFor("the rediscovery of " + owner.identity().host(), () -> done[0]);
        waitFor("a head of the new device", () -> owner.life().orElseThrow().isDone());
        return lost;
    }

    /** A copy of a machine's disk as it is now. */
    public Disk image(Computer computer) {
        Disk image = new Disk(world, DISK, firstRoster);
        DiskImage.copy(computer.disk(), image);
        return image;
    }

    /** One more machine beside those that belong here, under the identity of one of them. It is started. */
    public Computer another(Identity identity, Disk disk) {
        Computer more = new Computer(world, network, directory, scenario.goal(), invariants, identity, disk);
        more.boot();
        return more;
    }

    /** A machine is set back to an image of its disk, and starts. */
    public void setBack(Computer computer, Disk image) {
        computer.setBack(image);
        waitFor(
                "machine " + computer.identity().host() + " after it was set back",
                () -> computer.life().filter(Life::isDone).isPresent());
    }

    /** Time passes. */
    public void wait(int seconds) {
        world.runUntil(world.now() + seconds * STEP);
    }

    /** The book as it stands on a machine's disk. */
    public static AgreementBook book(Computer computer, World world) {
        return new AgreementBook(
                computer.identity().id(),
                computer.disk().roster().confederation(),
                true,
                computer.disk().ledger,
                world.clock());
    }
}
