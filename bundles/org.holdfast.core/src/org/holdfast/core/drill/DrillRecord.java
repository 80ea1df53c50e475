// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.drill;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.Signatures;
import org.holdfast.format.SignedType;
import org.holdfast.format.Signer;
import org.holdfast.model.Bytes;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.OwnerId;

/**
 * What a drill or a verification did and found; signed by the device that did it (type {@code drill-report}, over the
 * body), so that it can be shown to others. docs/drills.md has the layout, which is this:
 *
 * <pre>
 *   0  version     2   1
 *   2  kind        1   {@link Kind}
 *   3  verdict     1   {@link Verdict}
 *   4  owner      32
 *  36  number      8   of this owner's reports
 *  44  started     8   milliseconds
 *  52  finished    8
 *  60  files       4   that were read, wholly or in part
 *  64  segments    4   that were fetched
 *  68  bytes       8   of contents that were compared with their names
 *  76  fetched     8   bytes that partners sent
 *  84  damaged     4   blocks that are not what was stored, or not there
 *  88  undecided   4   segments that could not be had, for reasons that say nothing of them
 *  92  groups      4   of partners that segments lie with
 *  96  proven      8   loss patterns that were shown to be no loss, by this and earlier drills
 * 104  patterns        how many there are: a length byte and an unsigned number
 *      detail          a length byte and text: why it is not PROVED
 * </pre>
 */
public record DrillRecord(
        Kind kind,
        Verdict verdict,
        OwnerId owner,
        long number,
        Instant started,
        Instant finished,
        int files,
        int segments,
        long bytes,
        long fetched,
        int damaged,
        int undecided,
        int groups,
        ProvenPatterns.Tally patterns,
        String detail) {
    /** Longest {@link #detail}, in bytes of UTF-8. */
    public static final int DETAIL = 255;

    private static final int VERSION = 1;

    /** What was done; the number is the position. */
    public enum Kind {
        DRILL,
        VERIFY
    }

    /** How it ended; the number is the position. */
    public enum Verdict {
        /** Everything that was looked at is right. */
        PROVED,
        /** Something is not as it was stored; repair follows by itself. */
        DAMAGED,
        /** Nothing could be found out. */
        UNDECIDED
    }

    /** Whether it says something of what partners have: it found out something, and from them. */
    public boolean decidesForPartners() {
        return verdict != Verdict.UNDECIDED && (segments > 0 || damaged > 0);
    }

    /** @return body and signature */
    public Bytes signed(Signer device) {
        byte[] body = body();
        byte[] signature = device.sign(SignedType.DRILL_REPORT, body).toArray();
        byte[] whole = Arrays.copyOf(body, body.length + signature.length);
        System.arraycopy(signature, 0, whole, body.length, signature.length);
        return Bytes.of(whole);
    }

    private byte[] body() {
        return new ByteWriter()
                .u16(VERSION)
                .u8(kind.ordinal())
                .u8(verdict.ordinal())
                .id32(owner.value())
                .u64(number)
                .millis(started)
                .millis(finished)
                .u32(files)
                .u32(segments)
                .u64(bytes)
                .u64(fetched)
                .u32(damaged)
                .u32(undecided)
                .u32(groups)
                .u64(patterns.proven())
                .bytes8(Bytes.of(patterns.all().toByteArray()))
                .text8(detail, DETAIL)
                .toArray();
    }

    /** Whether the device of this key has signed it. */
    public static boolean isSigned(Bytes signed, DeviceKey device) {
        byte[] whole = signed.toArray();
        int length = whole.length - Signatures.BYTES;
        return length > 0
                && Signatures.valid(
                        device,
                        SignedType.DRILL_REPORT,
                        Arrays.copyOf(whole, length),
                        Bytes.of(Arrays.copyOfRange(whole, length, whole.length)));
    }

    /**
     * Reads one; says nothing of the signature.
     *
     * @throws org.holdfast.model.MalformedInput
     */
    public static DrillRecord decode(Bytes signed) {
        ByteReader in = new ByteReader("a drill's report", signed.toArray());
        in.version(VERSION);
        DrillRecord read = new DrillRecord(
                named(in, Kind.values()),
                named(in, Verdict.values()),
                new OwnerId(in.id32()),
                in.u64(),
                in.millis(),
                in.millis(),
                in.u32(Integer.MAX_VALUE),
                in.u32(Integer.MAX_VALUE),
                in.u64(),
                in.u64(),
                in.u32(Integer.MAX_VALUE),
                in.u32(Integer.MAX_VALUE),
                in.u32(Integer.MAX_VALUE),
                tally(in),
                in.text8(DETAIL));
        in.bytes(Signatures.BYTES);
        in.end();
        return read;
    }

    private static <T> T named(ByteReader in, T[] values) {
        int number = in.u8();
        if (number >= values.length) {
            throw in.bad("there is no number " + number);
        }
        return values[number];
    }

    private static ProvenPatterns.Tally tally(ByteReader in) {
        long proven = in.u64();
        byte[] all = in.bytes8().toArray();
        if (all.length == 0 || all[0] < 0) {
            throw in.bad("the number of patterns is none");
        }
        return new ProvenPatterns.Tally(proven, new BigInteger(all));
    }
}
