// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.node;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.holdfast.core.Inquiry;
import org.holdfast.core.Peer;
import org.holdfast.core.Reply;
import org.holdfast.core.place.PartnerRoom;
import org.holdfast.core.place.Placement;
import org.holdfast.core.place.PlacementOutcome;
import org.holdfast.core.place.PlacementRequest;
import org.holdfast.core.place.Spread;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.core.port.SegmentState;
import org.holdfast.core.put.PutOwner;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.OwnerId;
import org.holdfast.simulation.disk.Disk;
import org.holdfast.wire.PutMessage.Have;
import org.holdfast.wire.PutMessage.HaveAnswer;
import org.holdfast.wire.StoreReceipt;

/** The owner's main flow: makes segments, places them, and delivers their blocks until all are acknowledged. */
final class Deliveries {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Life life;
    private final SegmentMaker maker;
    private final Set<BlockId> underWay = new TreeSet<>();
    /** Perhaps delivered before a crash: asked after before they are sent again. */
    private final Set<BlockId> doubtful = new TreeSet<>();

    Deliveries(Life life) {
        this.life = life;
        this.maker = new SegmentMaker(life);
    }

    /** After a crash: a segment whose blocks are not all in the spool can never be finished. */
    void start() {
        for (SegmentRow segment : life.disk().ledger.segments().inState(SegmentState.BUILDING)) {
            List<PlacementRow> placements = life.disk().ledger.segments().placements(segment.id());
            boolean whole = placements.stream().allMatch(row -> row.state() != PlacementState.BUILT);
            if (whole) {
                placements.forEach(row -> doubtful.add(row.block()));
            } else {
                life.computer.note("abandons a segment", segment.id());
                life.disk().ledger.segments().mark(segment.id(), SegmentState.ABANDONED);
            }
        }
    }

    boolean isDone() {
        return life.disk().ledger.segments().inState(SegmentState.PLACED).size() >= life.computer.goal.segments();
    }

    void tick() {
        List<SegmentRow> building = life.disk().ledger.segments().inState(SegmentState.BUILDING);
        if (building.isEmpty() && !isDone()) {
            place();
        }
        building.forEach(this::deliver);
    }

    private void place() {
        List<PartnerRoom> rooms = new ArrayList<>();
        for (OwnerId partner : life.partners()) {
            AgreementRow row = life.book.open(partner).orElseThrow();
            ByteCount reserved = row.agreement().terms().reservedBy(partner);
            ByteCount used = life.disk().ledger.segments().bytesAt(partner);
            int host = life.computer.directory.hostOf(partner).orElseThrow();
            rooms.add(new PartnerRoom(partner, life.computer.directory.domainsOf(host), reserved.minusOrZero(used)));
        }
        long turn = life.disk().ledger.settings().next("turn");
        var request = new PlacementRequest(life.computer.goal.shape(), ByteCount.of(32 << 10), rooms, turn, Spread.ALL);
        if (Placement.place(request) instanceof PlacementOutcome.Placed(List<OwnerId> partners, var limits)) {
            begin(partners);
        }
    }

    /** First the ledger, then the spool, and only then the first byte. */
    private void begin(List<OwnerId> partners) {
        List<AgreementRow> agreements = partners.stream()
                .map(partner -> life.book.open(partner).orElseThrow())
                .toList();
        SegmentMaker.Made made = maker.make(agreements);
        life.disk().keepSource(made.row().id(), made.data());
        life.disk().ledger.segments().begin(made.row(), made.placements());
        for (Disk.Spooled block : made.blocks()) {
            life.disk().spool(block);
            life.disk().ledger.segments().mark(block.header().block(), PlacementState.SPOOLED);
        }
        life.computer.note("begins a segment", made.row().id());
    }

    private void deliver(SegmentRow segment) {
        List<PlacementRow> placements = life.disk().ledger.segments().placements(segment.id());
        if (placements.stream().allMatch(row -> row.state() == PlacementState.ACKED)) {
            life.disk().ledger.segments().mark(segment.id(), SegmentState.PLACED);
            placements.forEach(row -> life.disk().unspool(row.block()));
            life.computer.note("placed a segment", segment.id());
            return;
        }
        placements.stream()
                .filter(row -> row.state() == PlacementState.SPOOLED && !underWay.contains(row.block()))
                .forEach(row -> life.links.want(row.partner()).ifPresent(link -> send(link, row)));
    }

    private void send(Link link, PlacementRow row) {
        Peer partner = link.member().orElseThrow();
        underWay.add(row.block());
        if (doubtful.contains(row.block())) {
            var have = new Have(row.agreement(), List.of(row.block()));
            link.ask(
                    Inquiry.expecting(HaveAnswer.class, have, PATIENCE),
                    Inquiry.performer(),
                    reply -> asked(partner, row, reply));
            return;
        }
        Disk.Spooled block = life.disk().spooled(row.block()).orElseThrow();
        PutOwner put = new PutOwner(
                partner, block.header(), ByteBuffer.wrap(block.payload().toArray()));
        link.ask(put, this::acknowledge, reply -> delivered(row, reply));
    }

    private void asked(Peer partner, PlacementRow row, Reply<HaveAnswer> reply) {
        underWay.remove(row.block());
        if (!(reply instanceof Reply.Answered<HaveAnswer>(HaveAnswer(List<StoreReceipt> receipts)))) {
            return;
        }
        doubtful.remove(row.block());
        Disk.Spooled block = life.disk().spooled(row.block()).orElseThrow();
        receipts.stream()
                .filter(receipt -> receipt.confirms(block.header()) && receipt.signedBy(partner.device()))
                .findFirst()
                .ifPresent(receipt -> acknowledge(new PutOwner.Acknowledge(row.block(), Bytes.of(receipt.bytes()))));
    }

    private Optional<Void> acknowledge(PutOwner.Acknowledge receipt) {
        Disk.Spooled block = life.disk().spooled(receipt.block()).orElseThrow();
        life.computer.witnesses().acknowledged(life.identity(), block);
        life.disk().ledger.segments().acknowledge(receipt.block(), receipt.receipt());
        return Optional.empty();
    }

    private void delivered(PlacementRow row, Reply<StoreReceipt> reply) {
        underWay.remove(row.block());
        life.computer.note("put " + reply.getClass().getSimpleName(), row.block());
        if (reply instanceof Reply.Refused<StoreReceipt> refused && refused.code() == ErrorCode.CONFLICT) {
            throw new AssertionError("a block was put with other bytes than before: " + row);
        }
        if (reply instanceof Reply.Misbehaved<StoreReceipt> wrong) {
            throw new AssertionError("two nodes of ours misunderstand each other: " + wrong.what());
        }
        if (reply instanceof Reply.Silent<StoreReceipt>) {
            doubtful.add(row.block());
        }
    }
}
