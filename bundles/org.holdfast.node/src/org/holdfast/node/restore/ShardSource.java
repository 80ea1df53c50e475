// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.holdfast.core.Reply;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.format.KeyRing;
import org.holdfast.model.OwnerId;
import org.holdfast.node.net.PartnerClient;
import org.holdfast.node.work.Lease;
import org.holdfast.node.work.Lender;
import org.holdfast.spi.coding.CodeFamily;
import org.holdfast.spi.coding.Shards;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One shard of a segment, to be stored elsewhere: from where it lies if it is still right there, else computed anew from
 * others. Thread-safe.
 */
public final class ShardSource {
    private static final Logger LOG = LoggerFactory.getLogger(ShardSource.class);

    private final OwnerId self;
    private final PartnerClient partners;
    private final KeyRing keys;
    private final Lender lender;
    private final SegmentLoader segments;
    private final Supplier<Commitments> commitments;

    /**
     * @param segments what whole segments are rebuilt with
     * @param commitments who may not be asked at this moment
     */
    public ShardSource(
            OwnerId self,
            PartnerClient partners,
            KeyRing keys,
            Lender lender,
            SegmentLoader segments,
            Supplier<Commitments> commitments) {
        this.self = self;
        this.partners = partners;
        this.keys = keys;
        this.lender = lender;
        this.segments = segments;
        this.commitments = commitments;
    }

    /** @throws org.holdfast.model.HoldfastException NOT_ENOUGH_SHARDS if it is not right there, nor are enough others */
    public byte[] shard(SegmentRow segment, PlacementRow place) {
        return lying(segment, place)
                .orElseGet(() -> rebuilt(segment, List.of(place.position())).get(place.position()));
    }

    private Optional<byte[]> lying(SegmentRow segment, PlacementRow place) {
        if (place.state() != PlacementState.ACKED || !commitments.get().allows(place.agreement())) {
            return Optional.empty();
        }
        BlockFileBuffer file = new BlockFileBuffer(place.payloadLength());
        Reply<Integer> reply = partners.read(
                place.partner(),
                place.agreement(),
                place.block(),
                place.payloadLength(),
                piece -> file.put(piece.offset(), piece.data()));
        if (!(reply instanceof Reply.Answered<Integer>)) {
            LOG.debug("A shard cannot be had from {}: {}", place.partner().brief(), reply);
            return Optional.empty();
        }
        return switch (new ShardCheck(self, segment, keys, lender).check(file, place)) {
            case ShardCheck.Checked.Right(byte[] shard) -> Optional.of(shard);
            case ShardCheck.Checked.Wrong(String why) -> {
                LOG.warn(
                        "A shard at {} is not what was stored: {}",
                        place.partner().brief(),
                        why);
                yield Optional.empty();
            }
        };
    }

    /**
     * Shards computed from others, with one fetch of the segment for all of them.
     *
     * @return by position
     * @throws org.holdfast.model.HoldfastException NOT_ENOUGH_SHARDS
     */
    public Map<Integer, byte[]> rebuilt(SegmentRow segment, Collection<Integer> positions) {
        byte[] whole = segments.load(segment.id());
        Shards shards = SegmentCodeword.of(segment, data(segment, whole)).shards();
        if (positions.stream().anyMatch(position -> position >= segment.shape().m())) {
            try (Lease<CodeFamily> code = lender.code(segment.formats().code())) {
                code.get().code(segment.shape()).encode(shards);
            }
        }
        Map<Integer, byte[]> made = new HashMap<>();
        for (int position : positions) {
            Shards.Slice slice = shards.slice(position);
            made.put(
                    position,
                    Arrays.copyOfRange(slice.array(), slice.offset(), slice.offset() + segment.shardLength()));
        }
        return made;
    }

    private static Map<Integer, byte[]> data(SegmentRow segment, byte[] whole) {
        Map<Integer, byte[]> data = new HashMap<>();
        int length = segment.shardLength();
        for (int position = 0; position < segment.shape().m(); position++) {
            data.put(position, Arrays.copyOfRange(whole, position * length, (position + 1) * length));
        }
        return data;
    }
}
