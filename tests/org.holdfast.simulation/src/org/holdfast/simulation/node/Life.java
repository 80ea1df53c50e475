// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.node;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.Peer;
import org.holdfast.core.Performer;
import org.holdfast.core.negotiate.AgreementBook;
import org.holdfast.core.negotiate.Responder;
import org.holdfast.core.port.PeerRow;
import org.holdfast.core.put.HoldingsStart;
import org.holdfast.core.put.Reservations;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.format.identity.Roster;
import org.holdfast.model.Bytes;
import org.holdfast.model.OwnerId;
import org.holdfast.simulation.World;
import org.holdfast.simulation.disk.Disk;
import org.holdfast.simulation.net.Socket;
import org.holdfast.wire.NegotiationMessage.Answer;

/** A machine between two crashes: everything that it has in memory. */
public final class Life implements Office {
    private static final int TICK = 1000;

    final Computer computer;
    final World world;
    final AgreementBook book;
    final Reception reception;
    final Links links;
    final Policy policy;
    final PartnerHunt hunt;
    final Deliveries deliveries;
    final Heads heads;
    private final Socket socket;

    Life(Computer computer) {
        this.computer = computer;
        this.world = computer.world;
        Disk disk = computer.disk();
        Reservations room = new Reservations(disk.ledger.holdings());
        this.book = new AgreementBook(
                computer.identity().id(), disk.roster().confederation(), true, disk.ledger, computer.clock(), room);
        this.reception = new Reception(
                computer.identity().self(), this, book, room, disk.ledger, disk.holdings, computer.clock());
        this.policy = new Policy(computer, book);
        this.links = new Links(this);
        this.hunt = new PartnerHunt(this);
        this.deliveries = new Deliveries(this);
        this.heads = new Heads(this);
        this.socket = new Socket(
                world, computer.network, computer.identity().host(), links::accept, what -> computer.guard(this, what));
    }

    void start() {
        Disk disk = computer.disk();
        HoldingsStart.Report found = HoldingsStart.run(
                disk.holdings, disk.ledger.holdings(), computer.clock().instant());
        if (found.indexed() > 0) {
            computer.note("indexed files without rows", found.indexed());
        }
        deliveries.start();
        tick();
    }

    void end() {
        socket.crash();
    }

    /** In this life only. */
    void after(long delay, Runnable what) {
        world.after(delay, () -> computer.guard(this, what));
    }

    void after(Duration delay, Runnable what) {
        after(delay.toMillis(), what);
    }

    private void tick() {
        hunt.tick();
        deliveries.tick();
        heads.tick();
        after(TICK / 2 + world.random().nextInt(TICK), this::tick);
    }

    Socket socket() {
        return socket;
    }

    Identity identity() {
        return computer.identity();
    }

    Disk disk() {
        return computer.disk();
    }

    /** Whether this machine has all that it wants. */
    public boolean isDone() {
        return book.claims().isEmpty()
                && partners().size() >= computer.goal.partners()
                && policy.renewable().isEmpty()
                && deliveries.isDone()
                && heads.isDone();
    }

    @Override
    public String toString() {
        return partners().size() + " partners, " + book.claims().size() + " claims, "
                + policy.renewable().size() + " to renew, deliveries " + deliveries.isDone()
                + ", heads " + heads.isDone();
    }

    /** Leaves one more head with every partner, as after each backup. */
    public void leaveAnotherHead() {
        heads.renew();
    }

    /** Both signed them, and they are neither closed nor only proposed. */
    public List<OwnerId> partners() {
        return policy.partners();
    }

    Optional<DeviceCert> certificateOf(OwnerId owner) {
        return disk().ledger
                .peers()
                .find(owner)
                .map(row -> DeviceCert.read(row.certificate().toArray()));
    }

    /** A link to this peer stands. */
    void met(Peer peer) {
        Instant now = computer.clock().instant();
        Bytes certificate = Bytes.of(peer.certificate().bytes());
        int host = computer.directory.hostOf(peer.id()).orElseThrow();
        var domains = computer.directory.domainsOf(host);
        disk().ledger.peers().save(new PeerRow(peer.id(), "node-" + host, List.of(), domains, certificate, now));
        hunt.met(peer);
    }

    @Override
    public Answer answers(Peer peer) {
        return policy.answer();
    }

    @Override
    public Performer<Responder.Action, Responder.Decision> responder(Peer peer) {
        return policy.responder(peer);
    }

    @Override
    public List<DeviceCert> certificates(OwnerId owner) {
        return certificateOf(owner).stream().toList();
    }

    @Override
    public Optional<Roster> roster() {
        return Optional.of(disk().roster());
    }
}
