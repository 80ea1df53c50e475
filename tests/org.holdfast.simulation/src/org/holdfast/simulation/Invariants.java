// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.holdfast.core.agreement.Permits;
import org.holdfast.core.negotiate.AgreementBook;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.BlockStore;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.core.port.SegmentState;
import org.holdfast.format.Mac;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.format.identity.AgreementCodec;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.BlockId;
import org.holdfast.model.OwnerId;
import org.holdfast.simulation.disk.Disk;
import org.holdfast.simulation.node.Computer;
import org.holdfast.simulation.node.Goal;
import org.holdfast.simulation.node.Identity;
import org.holdfast.simulation.node.Life;
import org.holdfast.wire.NegotiationMessage.SignedAgreement;
import org.holdfast.wire.StoreReceipt;

/** What must be true: some of it at every moment, all of it in the end. Looks at all disks at once, as no node can. */
public final class Invariants implements Computer.Witnesses {
    private final Confederation confederation;
    private long acknowledged;

    Invariants(Confederation confederation) {
        this.confederation = confederation;
    }

    private static void check(boolean condition, String what) {
        if (!condition) {
            throw new AssertionError(what);
        }
    }

    private Map<OwnerId, Computer> byOwner() {
        Map<OwnerId, Computer> byOwner = new TreeMap<>();
        confederation.computers().forEach(each -> byOwner.put(each.identity().id(), each));
        return byOwner;
    }

    /** P1, at every moment: who acknowledges has the block on its disk, whole. */
    @Override
    public void acknowledged(Identity owner, Disk.Spooled block) {
        acknowledged++;
        Computer holder = byOwner().get(block.header().partner());
        byte[] file = holder.disk()
                .holdings
                .raw(block.header().agreement())
                .get(block.header().block());
        check(file != null, "block " + block.header().block() + " is acknowledged and not on the holder's disk");
        check(Arrays.equals(file, 0, BlockHeader.BYTES, block.header().bytes(), 0, BlockHeader.BYTES), "other header");
        byte[] payload = Arrays.copyOfRange(file, BlockHeader.BYTES, file.length);
        check(Arrays.equals(payload, block.payload().toArray()), "other payload");
    }

    /** Everything that must hold once everybody has finished. */
    public void checkAll() {
        bothSidesHoldTheSameAgreement();
        nobodyHoldsAByteWithoutAnAgreement();
        acknowledgedBlocksAreReadable();
        shardsLieOnDistinctHosts();
        partnersAreManyToMany();
        everyoneHasEnoughPartners();
        strangersGetNothing();
        headsAreEverywhere();
    }

    /** R1, R17: no agreement is one-sided, and there is one at most for each pair. */
    public void bothSidesHoldTheSameAgreement() {
        Map<OwnerId, Computer> byOwner = byOwner();
        for (Computer computer : confederation.computers()) {
            OwnerId self = computer.identity().id();
            Set<OwnerId> seen = new TreeSet<>();
            for (AgreementRow row : active(computer)) {
                OwnerId partner = row.agreement().terms().partnerOf(self);
                check(seen.add(partner), "two agreements with one partner");
                Computer other = byOwner.get(partner);
                AgreementRow theirs = book(other)
                        .signed(row.agreement().id(), self)
                        .orElseThrow(() -> new AssertionError(
                                "one-sided agreement " + row.agreement().id()));
                check(theirs.equals(withSince(row, theirs)), "the two copies differ");
                int version = row.agreement().terms().version();
                check(version == Goal.LAST_VERSION, "version " + version + " is not the last that was wanted");
                SignedAgreement proof =
                        book(computer).between(partner).lasting().getFirst();
                check(
                        AgreementCodec.verify(proof.agreement(), List.of(proof.proposer(), proof.responder())),
                        "an agreement is not signed by both");
            }
            check(book(computer).claims().isEmpty(), "a proposal is still open");
        }
    }

    private static AgreementRow withSince(AgreementRow row, AgreementRow other) {
        return new AgreementRow(row.agreement(), row.phase(), other.since());
    }

    private AgreementBook book(Computer computer) {
        return Confederation.book(computer, confederation.world);
    }

    private static List<AgreementRow> active(Computer computer) {
        return computer.disk().ledger.agreements().all().stream()
                .filter(row -> row.phase() == AgreementPhase.ACTIVE)
                .toList();
    }

    /** R1, R12: every file lies under an agreement that both signed, and within what it reserves. */
    public void nobodyHoldsAByteWithoutAnAgreement() {
        for (Computer holder : confederation.computers()) {
            Map<AgreementId, Long> used = new TreeMap<>();
            for (BlockStore.Stored file : holder.disk().holdings.list().toList()) {
                BlockHeader header = header(holder, file.agreement(), file.block());
                AgreementRow row = book(holder)
                        .signed(file.agreement(), header.owner())
                        .orElseThrow(() -> new AssertionError("a block without an agreement"));
                check(Permits.in(row.phase()).store(), "a block under an agreement that does not permit it");
                used.merge(file.agreement(), file.bytes().value(), Long::sum);
            }
            used.forEach((id, bytes) -> {
                var terms = book(holder).signed(id).orElseThrow().agreement().terms();
                long reserved = terms.reservedBy(holder.identity().id()).value();
                check(bytes <= reserved, bytes + " bytes held where " + reserved + " are reserved");
            });
        }
    }

    private static BlockHeader header(Computer holder, AgreementId agreement, BlockId block) {
        byte[] file = holder.disk().holdings.raw(agreement).get(block);
        return BlockHeader.read(ByteBuffer.wrap(file));
    }

    /** P1, once more: every receipt is good. */
    public void acknowledgedBlocksAreReadable() {
        check(acknowledged > 0, "nothing was ever acknowledged");
        Map<OwnerId, Computer> byOwner = byOwner();
        for (Computer owner : confederation.computers()) {
            for (Computer holder : confederation.computers()) {
                for (PlacementRow row : owner.disk()
                        .ledger
                        .segments()
                        .placements(holder.identity().id(), PlacementState.ACKED)) {
                    StoreReceipt receipt = StoreReceipt.parse(row.receipt());
                    BlockHeader header = header(holder, row.agreement(), row.block());
                    check(receipt.confirms(header), "the receipt is of another block");
                    check(
                            receipt.signedBy(byOwner.get(row.partner())
                                    .identity()
                                    .self()
                                    .device()
                                    .key()),
                            "the receipt is not the holder's");
                    byte[] file = holder.disk().holdings.raw(row.agreement()).get(row.block());
                    byte[] payload = Arrays.copyOfRange(file, BlockHeader.BYTES, file.length);
                    check(Mac.sha256(payload).equals(row.payloadHash()), "the payload has changed");
                }
            }
        }
    }

    /** R38: and each of them has its receipt. */
    public void shardsLieOnDistinctHosts() {
        Map<OwnerId, Computer> byOwner = byOwner();
        for (Computer owner : confederation.members()) {
            List<SegmentRow> placed = owner.disk().ledger.segments().inState(SegmentState.PLACED);
            check(placed.size() >= confederation.scenario().goal().segments(), "segments are missing");
            for (SegmentRow segment : placed) {
                List<PlacementRow> rows = owner.disk().ledger.segments().placements(segment.id());
                Set<String> hosts = rows.stream()
                        .map(row ->
                                byOwner.get(row.partner()).identity().domains().host())
                        .collect(Collectors.toSet());
                check(hosts.size() == segment.shape().n(), "shards share a host: " + hosts);
                check(rows.stream().allMatch(row -> row.state() == PlacementState.ACKED), "placed without receipts");
            }
        }
    }

    /** R20: some partner of some node has a partner that this node does not have. */
    public void partnersAreManyToMany() {
        Map<OwnerId, Set<OwnerId>> partners = new TreeMap<>();
        confederation
                .members()
                .forEach(each -> partners.put(
                        each.identity().id(),
                        new TreeSet<>(each.life().orElseThrow().partners())));
        long open = partners.entrySet().stream()
                .filter(each -> each.getValue().stream().anyMatch(partner -> {
                    Set<OwnerId> theirs = new TreeSet<>(partners.get(partner));
                    theirs.remove(each.getKey());
                    return !each.getValue().containsAll(theirs);
                }))
                .count();
        check(open > 0, "partners form closed groups");
    }

    /** R17: negotiations led to as many partners as are wanted. */
    public void everyoneHasEnoughPartners() {
        int wanted = confederation.scenario().goal().partners();
        for (Computer computer : confederation.members()) {
            int have = computer.life().orElseThrow().partners().size();
            check(have >= wanted, computer.identity().host() + " has " + have + " partners");
        }
    }

    /** Who is not on the roster gets no agreement and no byte. */
    public void strangersGetNothing() {
        Computer stranger = confederation.stranger();
        OwnerId id = stranger.identity().id();
        check(active(stranger).isEmpty(), "the stranger has agreements");
        for (Computer computer : confederation.members()) {
            check(book(computer).open(id).isEmpty(), "an agreement with the stranger");
            check(computer.disk().ledger.holdings().topHead(id).isEmpty(), "a head of the stranger");
        }
    }

    /** Every owner's newest head and witness are every partner's top. */
    public void headsAreEverywhere() {
        confederation.members().forEach(this::headIsEverywhere);
    }

    /** The same for one owner. */
    public void headIsEverywhere(Computer owner) {
        var last = owner.disk().witnesses().getLast();
        for (OwnerId partner : owner.life().orElseThrow().partners()) {
            var top = byOwner()
                    .get(partner)
                    .disk()
                    .ledger
                    .holdings()
                    .topHead(owner.identity().id());
            check(top.isPresent() && top.get().witnessHash().equals(last.hash()), "a partner has an older head");
            check(top.get().head().equals(owner.disk().head()), "a partner has another head");
        }
    }

    /** What keeps the others waiting. */
    String unfinished() {
        List<String> lines = new ArrayList<>();
        for (Computer computer : confederation.members()) {
            String state = computer.life().map(Life::toString).orElse("down");
            lines.add("\n" + computer.identity().host() + ": " + state);
        }
        return String.join("", lines);
    }

    /** For the report. */
    public long acknowledgements() {
        return acknowledged;
    }
}
