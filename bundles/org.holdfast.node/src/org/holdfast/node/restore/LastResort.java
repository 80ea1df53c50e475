// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.format.KeyRing;
import org.holdfast.format.Mac;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.format.block.BlockOpener;
import org.holdfast.format.block.PayloadKey;
import org.holdfast.format.segment.SegmentReader;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.Formats;
import org.holdfast.model.HoldfastException;
import org.holdfast.spi.coding.Correction;
import org.holdfast.spi.coding.Decoded;
import org.holdfast.spi.coding.ErasureCode;

/**
 * Puts a segment together from shards of which fewer than m passed their checks. Two things may have happened:
 *
 * <ul>
 *   <li>Headers were damaged. The ledger knows each payload's hash and what its key is made of: a payload with that
 *       hash is right.
 *   <li>Payloads were damaged here and there. The outer layer is a stream cipher, so most of the opened shard is right;
 *       the code finds what does not fit ({@link ErasureCode#correct}).
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
    private final SegmentFetch.Formats formats;
    private final ErasureCode code;
    private final BlockOpener opener = new BlockOpener();

    /** @throws HoldfastException FORMAT_UNKNOWN if there is no provider of the segment's code */
    LastResort(SegmentRow segment, KeyRing keys, SegmentFetch.Formats formats) {
        this.segment = segment;
        this.keys = keys;
        this.formats = formats;
        this.code = formats.codes().apply(segment.code()).code(segment.shape());
    }

    /**
     * The segment; empty if it cannot be had.
     *
     * @param good opened shards that passed their checks, by position; not changed
     * @param suspects the others, by position; not changed
     */
    Optional<byte[]> segment(Map<Integer, byte[]> good, Map<Integer, Suspect> suspects) {
        return outerSuites(suspects)
                .flatMap(suite -> attempt(good, suspects, suite).stream())
                .findFirst();
    }

    /** All blocks of a segment have one outer cipher; only headers name it, and these may all be gone. */
    private Stream<Integer> outerSuites(Map<Integer, Suspect> suspects) {
        if (!segment.pipeline().outer()) {
            return Stream.of(Formats.NO_CIPHER.number());
        }
        Stream<Integer> named = suspects.values().stream()
                .flatMap(suspect -> header(suspect).stream())
                .map(BlockHeader::outerSuite)
                .filter(suite -> suite != Formats.NO_CIPHER.number());
        return Stream.concat(named, Stream.of(Formats.AES_256_CTR_V1.number()))
                .distinct()
                .filter(this::isInstalled);
    }

    private static Optional<BlockHeader> header(Suspect suspect) {
        try {
            return Optional.of(suspect.file().header());
        } catch (HoldfastException unreadable) {
            return Optional.empty(); // that is why the block is a suspect, and it was reported as such
        }
    }

    /** A damaged header may name anything. */
    private boolean isInstalled(int suite) {
        try {
            return formats.suites().apply(suite).overhead() == 0;
        } catch (HoldfastException e) {
            if (e.code() == ErrorCode.FORMAT_UNKNOWN) {
                return false;
            }
            throw e;
        }
    }

    private Optional<byte[]> attempt(Map<Integer, byte[]> good, Map<Integer, Suspect> suspects, int suite) {
        Map<Integer, byte[]> known = new HashMap<>();
        Map<Integer, byte[]> all = new HashMap<>();
        good.forEach((position, shard) -> known.put(position, shard.clone()));
        suspects.forEach((position, suspect) -> {
            byte[] shard = opened(suspect, suite);
            if (hasKnownHash(suspect)) {
                known.put(position, shard);
            }
            all.put(position, shard);
        });
        all.putAll(known);
        Optional<byte[]> whole = known.size() >= segment.shape().m() ? rebuilt(known) : corrected(all);
        return whole.filter(this::isTheSegment);
    }

    private byte[] opened(Suspect suspect, int suite) {
        byte[] payload = suspect.file().payload().clone();
        PayloadKey key = new PayloadKey(
                segment.keyGeneration(),
                suspect.place().partner(),
                suspect.place().agreement(),
                suspect.place().block(),
                suite);
        opener.decryptUnchecked(keys, formats.suites(), key, payload);
        return payload;
    }

    private static boolean hasKnownHash(Suspect suspect) {
        byte[] hash = Mac.sha256(suspect.file().payload()).bytes();
        return Mac.same(hash, suspect.place().payloadHash().bytes());
    }

    private Optional<byte[]> rebuilt(Map<Integer, byte[]> shards) {
        SegmentCodeword codeword = SegmentCodeword.of(segment, shards);
        return switch (code.reconstruct(codeword.shards())) {
            case Decoded.Complete complete -> Optional.of(codeword.whole());
            case Decoded.NeedMore more -> Optional.empty();
        };
    }

    private Optional<byte[]> corrected(Map<Integer, byte[]> shards) {
        SegmentCodeword codeword = SegmentCodeword.of(segment, shards);
        return switch (code.correct(codeword.shards())) {
            case Correction.Corrected corrected -> Optional.of(codeword.whole());
            case Correction.Uncorrectable tooMany -> Optional.empty();
            case Correction.Unsupported unsupported -> Optional.empty();
        };
    }

    private boolean isTheSegment(byte[] whole) {
        try {
            SegmentReader reader = SegmentReader.open(keys, formats.suites(), whole, whole.length);
            return reader.id().equals(segment.id()) && !reader.entries().isEmpty();
        } catch (HoldfastException e) {
            if (FALSE_BYTES.contains(e.code())) {
                return false;
            }
            throw e;
        }
    }
}
