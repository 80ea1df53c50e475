// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.recovery;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.holdfast.core.Reply;
import org.holdfast.core.port.ChunkIndex;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.core.port.SegmentState;
import org.holdfast.core.port.SnapshotRow;
import org.holdfast.format.KeyRing;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.format.block.BlockOpener;
import org.holdfast.format.block.ShardLocation;
import org.holdfast.format.head.Head;
import org.holdfast.format.head.HeadRun;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.format.tree.Snapshot;
import org.holdfast.format.tree.SnapshotList;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.BlockId;
import org.holdfast.model.Bytes;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Id16;
import org.holdfast.model.OwnerId;
import org.holdfast.model.Protection;
import org.holdfast.model.SegmentId;
import org.holdfast.node.net.PartnerClient;
import org.holdfast.node.restore.ChunkReader;
import org.holdfast.node.restore.PlacedStream;
import org.holdfast.trust.SeenKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rebuilds ledger and index from what partners hold: the headers of all blocks tell where every shard lies, the head
 * tells where index and snapshot list lie. One thread's.
 */
final class LedgerRebuild {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerRebuild.class);
    private static final int SMALLEST_BLOCK = 16 * 1024;

    private final Ledger ledger;
    private final ChunkIndex index;
    private final PartnerClient partners;
    private final KeyRing keys;
    private final OwnerId self;
    private final int deviceEpoch;
    private final BlockOpener opener = new BlockOpener();
    private final Map<SegmentId, Found> found = new HashMap<>();
    private final Set<BlockId> gone = new HashSet<>();
    private long sequence;
    private SeenKeys seen = SeenKeys.NONE;

    private record Found(SegmentRow row, List<PlacementRow> places) {}

    LedgerRebuild(Ledger ledger, ChunkIndex index, PartnerClient partners, KeyRing keys, DeviceCert certificate) {
        this.ledger = ledger;
        this.index = index;
        this.partners = partners;
        this.keys = keys;
        this.self = certificate.owner();
        this.deviceEpoch = certificate.deviceEpoch();
    }

    /** Asks the partners of these agreements for all headers; how many blocks were found. */
    long listBlocks(List<AgreementTerms> agreements) {
        long blocks = 0;
        for (AgreementTerms terms : agreements) {
            OwnerId partner = terms.partnerOf(self);
            long most = terms.reservedBy(partner).value() / SMALLEST_BLOCK + 1;
            Set<BlockId> counted = counted(partner, terms);
            Reply<Long> reply = partners.list(
                    partner,
                    terms.id(),
                    most,
                    page -> page.forEach(header -> {
                        counted.remove(header.block());
                        take(header);
                    }));
            if (reply instanceof Reply.Answered<Long>(Long count)) {
                blocks += count;
                gone.addAll(counted);
            } else {
                LOG.warn("{} does not list its blocks: {}", partner.brief(), reply);
            }
        }
        return blocks;
    }

    /** What the ledger believes to lie there; what the partner does not list it has not, or has been told to free. */
    private Set<BlockId> counted(OwnerId partner, AgreementTerms terms) {
        return ledger.segments().placements(partner, PlacementState.ACKED).stream()
                .filter(row -> row.agreement().equals(terms.id()))
                .map(PlacementRow::block)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private void take(BlockHeader header) {
        try {
            ShardLocation location = opener.locate(keys, header);
            Found segment = found.computeIfAbsent(
                    location.segment(), id -> new Found(row(header, location), new ArrayList<>()));
            segment.places().add(place(header, location));
            sequence = Math.max(sequence, header.sequence());
            if (header.deviceEpoch() != deviceEpoch) {
                seen = seen.and(new SeenKeys(header.deviceEpoch(), header.keyGeneration()));
            }
        } catch (HoldfastException e) {
            LOG.warn(
                    "A block at {} is not ours or of unknown keys: {}",
                    header.partner().brief(),
                    e.getMessage());
        }
    }

    private static SegmentRow row(BlockHeader header, ShardLocation location) {
        return new SegmentRow(
                location.segment(),
                header.blockClass(),
                header.keyGeneration(),
                location.formats(),
                location.shape(),
                location.pipeline(),
                location.shardLength(),
                SegmentState.PLACED,
                header.created());
    }

    private static PlacementRow place(BlockHeader header, ShardLocation location) {
        return new PlacementRow(
                location.segment(),
                location.position(),
                header.partner(),
                header.agreement(),
                header.block(),
                header.sequence(),
                header.hash(),
                header.payloadHash(),
                header.payloadLength(),
                PlacementState.ACKED,
                Bytes.EMPTY,
                header.auditSuite(),
                header.keyGeneration());
    }

    /** The highest numbers of this owner's other devices that the listed blocks prove. */
    SeenKeys seen() {
        return seen;
    }

    /** Writes what was listed into the ledger, so that segments can be fetched. */
    void adoptSegments() {
        found.values().forEach(each -> ledger.segments().adopt(each.row(), each.places()));
        gone.forEach(block -> ledger.segments().mark(block, PlacementState.LOST));
        ledger.settings().raise("block.sequence", sequence);
    }

    /** Fetches the live index runs that are not here. */
    void adoptIndex(Head head, ChunkReader chunks) {
        Set<Id16> here = new HashSet<>();
        index.runs().forEach(run -> here.add(run.id()));
        for (HeadRun run : head.indexRuns()) {
            if (!here.contains(run.id())) {
                index.adopt(ByteBuffer.wrap(PlacedStream.read(run.stream(), chunks)));
            }
        }
    }

    /** Fetches the snapshot list into the ledger; newest last. */
    List<Snapshot> adoptSnapshots(Head head, ChunkReader chunks) {
        List<Snapshot> snapshots = SnapshotList.decode(PlacedStream.read(head.snapshots(), chunks));
        for (Snapshot each : snapshots) {
            Bytes record = Bytes.of(SnapshotList.encode(List.of(each)));
            ledger.snapshots().save(new SnapshotRow(each.id(), each.started(), Protection.PROTECTED, record));
        }
        return snapshots;
    }

    /** Segments that neither index nor head refers to are what a killed run left: they protect nothing. */
    void abandonOrphans(Head head) {
        Set<SegmentId> live = new HashSet<>();
        head.snapshots().pieces().forEach(piece -> live.add(piece.segment()));
        head.readers().forEach(reader -> reader.jar().pieces().forEach(piece -> live.add(piece.segment())));
        head.indexRuns().forEach(run -> run.stream().pieces().forEach(piece -> live.add(piece.segment())));
        index.forEach(row -> live.add(row.location().segment()));
        found.keySet().stream()
                .filter(id -> !live.contains(id))
                .forEach(id -> ledger.segments().mark(id, SegmentState.ABANDONED));
    }
}
