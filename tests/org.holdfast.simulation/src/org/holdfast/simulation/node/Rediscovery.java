// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.holdfast.core.Peer;
import org.holdfast.core.Reply;
import org.holdfast.core.list.ListOwner;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.core.port.SegmentState;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.format.block.BlockOpener;
import org.holdfast.format.block.ShardLocation;
import org.holdfast.model.AgreementId;
import org.holdfast.model.Bytes;
import org.holdfast.model.OwnerId;
import org.holdfast.model.SegmentId;

/** An owner whose ledger is lost asks everybody for agreements and headers, and so learns what it had stored where. */
public final class Rediscovery {
    private static final long CHECK = 500;
    private static final long MOST_HEADERS = 1000;

    private final Life life;
    private final Set<OwnerId> asked = new TreeSet<>();
    private final Set<OwnerId> listed = new TreeSet<>();
    private final List<BlockHeader> headers = new ArrayList<>();

    private Rediscovery(Life life) {
        this.life = life;
    }

    /** Goes on until every one of these was asked, then calls {@code done}. */
    public static void begin(Life life, Set<OwnerId> everybody, Runnable done) {
        new Rediscovery(life).go(everybody, done);
    }

    private void go(Set<OwnerId> everybody, Runnable done) {
        for (OwnerId peer : everybody) {
            if (!asked.contains(peer)) {
                life.links.want(peer).ifPresent(link -> list(link, peer));
            }
        }
        if (listed.containsAll(everybody)) {
            adopt();
            done.run();
        } else {
            life.after(CHECK, () -> go(everybody, done));
        }
    }

    /** The agreements were compared when the link was made; an agreement that is not here yet is asked for again. */
    private void list(Link link, OwnerId peer) {
        Optional<AgreementId> agreement =
                life.book.open(peer).map(row -> row.agreement().id());
        if (agreement.isEmpty()) {
            return;
        }
        asked.add(peer);
        Peer partner = link.member().orElseThrow();
        link.ask(
                new ListOwner(life.identity().id(), partner, agreement.get(), MOST_HEADERS),
                take -> {
                    headers.addAll(take.headers());
                    return Optional.empty();
                },
                reply -> {
                    if (reply instanceof Reply.Answered<Long>) {
                        listed.add(peer);
                    } else {
                        asked.remove(peer);
                    }
                });
    }

    private void adopt() {
        Map<SegmentId, List<PlacementRow>> placements = new TreeMap<>();
        Map<SegmentId, SegmentRow> segments = new TreeMap<>();
        for (BlockHeader header : headers) {
            ShardLocation location = new BlockOpener().locate(life.identity().keys(), header);
            segments.put(location.segment(), row(header, location));
            placements
                    .computeIfAbsent(location.segment(), id -> new ArrayList<>())
                    .add(placement(header, location));
        }
        segments.forEach((id, row) -> life.disk().ledger.segments().adopt(row, placements.get(id)));
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

    private static PlacementRow placement(BlockHeader header, ShardLocation location) {
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
                Bytes.EMPTY);
    }
}
