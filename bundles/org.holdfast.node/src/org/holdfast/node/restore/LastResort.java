// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.format.KeyRing;
import org.holdfast.format.block.BlockOpener;
import org.holdfast.format.block.PayloadKey;
import org.holdfast.format.segment.SegmentReader;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.work.Ciphers;
import org.holdfast.node.work.Lease;
import org.holdfast.node.work.Lender;
import org.holdfast.spi.coding.CodeFamily;
import org.holdfast.spi.coding.Correction;
import org.holdfast.spi.coding.Decoded;

/**
 * Puts a segment together from shards of which fewer than m passed their checks. Two things may have happened:
 *
 * <ul>
 *   <li>Headers were damaged. The ledger knows each payload's hash and what its key is made of: a payload with that
 *       hash is right.
 *   <li>Payloads were damaged here and there. The outer layer is a stream cipher, so most of the opened shard is right;
 *       the code finds what does not fit ({@link org.holdfast.spi.coding.ErasureCode#correct}).
 * </ul>
 *
 * Whether the result is true is for the segment's own tags to say: of the header and the index here, of each frame and
 * chunk when it is read. So no wrong byte passes. Costs a second copy of all shards in memory.
 */
final class LastResort {
    /** What is said of bytes that are no segment of this owner; a version, key or format may be named by chance. */
    private static final Set<ErrorCode> FALSE_BYTES = Set.of(
            ErrorCode.AUTHENTICATION_FAILED,
            ErrorCode.MALFORMED_INPUT,
            ErrorCode.NEWER_VERSION,
            ErrorCode.WRONG_KEY,
            ErrorCode.FORMAT_UNKNOWN);

    private final SegmentRow segment;
    private final KeyRing keys;
    private final Lender lender;
    private final BlockOpener opener = new BlockOpener();

    LastResort(SegmentRow segment, KeyRing keys, Lender lender) {
        this.segment = segment;
        this.keys = keys;
        this.lender = lender;
    }

    /**
     * The segment; empty if it cannot be had. The outer cipher is the one that the ledger names.
     *
     * @param good opened shards that passed their checks, by position; not changed
     * @param suspects the others, by position; not changed
     */
    Optional<byte[]> segment(Map<Integer, byte[]> good, Map<Integer, Suspect> suspects) {
        Map<Integer, byte[]> known = new HashMap<>();
        Map<Integer, byte[]> all = new HashMap<>();
        good.forEach((position, shard) -> known.put(position, shard.clone()));
        suspects.forEach((position, suspect) -> {
            byte[] shard = opened(suspect);
            if (suspect.hasStoredPayload()) {
                known.put(position, shard);
            }
            all.put(position, shard);
        });
        all.putAll(known);
        Optional<byte[]> whole = known.size() >= segment.shape().m() ? rebuilt(known) : corrected(all);
        return whole.filter(this::isTheSegment);
    }

    private byte[] opened(Suspect suspect) {
        byte[] payload = suspect.file().payload().clone();
        PayloadKey key = new PayloadKey(
                segment.keyGeneration(),
                suspect.place().partner(),
                suspect.place().agreement(),
                suspect.place().block(),
                segment.formats().outer());
        opener.decryptUnchecked(keys, number -> Ciphers.keep(lender, number), key, payload);
        return payload;
    }

    private Optional<byte[]> rebuilt(Map<Integer, byte[]> shards) {
        SegmentCodeword codeword = SegmentCodeword.of(segment, shards);
        try (Lease<CodeFamily> code = lender.code(segment.formats().code())) {
            return switch (code.get().code(segment.shape()).reconstruct(codeword.shards())) {
                case Decoded.Complete complete -> Optional.of(codeword.whole());
                case Decoded.NeedMore more -> Optional.empty();
            };
        }
    }

    private Optional<byte[]> corrected(Map<Integer, byte[]> shards) {
        SegmentCodeword codeword = SegmentCodeword.of(segment, shards);
        try (Lease<CodeFamily> code = lender.code(segment.formats().code())) {
            return switch (code.get().code(segment.shape()).correct(codeword.shards())) {
                case Correction.Corrected corrected -> Optional.of(codeword.whole());
                case Correction.Uncorrectable tooMany -> Optional.empty();
                case Correction.Unsupported unsupported -> Optional.empty();
            };
        }
    }

    private boolean isTheSegment(byte[] whole) {
        try {
            SegmentReader reader =
                    SegmentReader.open(keys, number -> Ciphers.keep(lender, number), whole, whole.length);
            return reader.id().equals(segment.id()) && !reader.entries().isEmpty();
        } catch (HoldfastException e) {
            if (FALSE_BYTES.contains(e.code())) {
                return false;
            }
            throw e;
        }
    }
}
