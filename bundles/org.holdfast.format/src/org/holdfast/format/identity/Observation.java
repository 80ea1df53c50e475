// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.Signatures;
import org.holdfast.format.SignedType;
import org.holdfast.format.Signer;
import org.holdfast.model.Bytes;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.Digest;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;

/**
 * What one node saw of its partner in a period, signed by its device. It proves who says so, not that it is so; it
 * counts only beside the agreement that it names, which the subject signed, and the newest of a reporter on a subject
 * takes the place of those before. Exactly 240 bytes:
 *
 * <pre>
 *   0  magic "HFOB"            4
 *   4  version = 1             u16
 *   6  flags                   u16   bit 0: the subject reneged in this period; the others are 0
 *   8  reporter               32     who saw it, and signs
 *  40  subject                32     another owner
 *  72  agreement              32     SHA-256 of the terms ({@link AgreementCodec#hash})
 * 104  sequence                u64   of the reporter, over all its subjects; from 1
 * 112  from                    u32   minutes since 1970
 * 116  until                   u32   after from, by 90 days at most
 * 120  ok                      u32   here to 140: a {@link Tally}, each below 2^31
 * 124  wrong                   u32
 * 128  missed                  u32
 * 132  promised minutes        u32   at most as many as the period has
 * 136  seen minutes            u32   at most as many as promised
 * 140  restores                u32
 * 144  evidence               32     SHA-256 of what proves it to anybody; 0 if nothing does
 * 176  signature              64     OBSERVATION over 0..175, by the reporter's device
 * 240
 * </pre>
 */
public record Observation(Statement statement, Bytes signature) {
    /** Length of the encoded form. */
    public static final int BYTES = 240;

    /** The longest period. */
    public static final Duration LONGEST = Duration.ofDays(90);

    /** Stands where nothing proves an observation to others. */
    public static final Digest NO_EVIDENCE = new Digest(Id32.ZERO);

    private static final String MAGIC = "HFOB";
    private static final int RENEGED = 1;
    private static final int SIGNATURE_COVERS = 176;

    public Observation {
        if (signature.length() != Signatures.BYTES) {
            throw new IllegalArgumentException("an Ed25519 signature has 64 bytes");
        }
    }

    /** From a minute to a later one. */
    public record Period(int fromMinute, int untilMinute) {
        public Period {
            if (fromMinute < 0 || untilMinute <= fromMinute || untilMinute - fromMinute > LONGEST.toMinutes()) {
                throw new IllegalArgumentException("a period has 1 minute to 90 days");
            }
        }

        /** The one that ends with this minute. */
        public static Period before(Instant end, Duration length) {
            int until = Math.toIntExact(end.getEpochSecond() / 60);
            return new Period(Math.toIntExact(until - length.toMinutes()), until);
        }

        public Instant until() {
            return Instant.ofEpochSecond(untilMinute * 60L);
        }

        public int minutes() {
            return untilMinute - fromMinute;
        }
    }

    /** What is said, without the signature. The parameters are the fields of the layout. */
    public record Statement(
            OwnerId reporter,
            OwnerId subject,
            Digest agreement,
            long sequence,
            Period period,
            Tally tally,
            boolean reneged,
            Digest evidence) {
        public Statement {
            if (reporter.equals(subject) || sequence < 1) {
                throw new IllegalArgumentException("nobody observes itself, and sequences count from 1");
            }
            if (tally.promisedMinutes() > period.minutes()) {
                throw new IllegalArgumentException(
                        "more minutes are promised than the " + period.minutes() + " of the period");
            }
        }

        /** @param device the reporter's */
        public Observation signed(Signer device) {
            return new Observation(this, device.sign(SignedType.OBSERVATION, body()));
        }

        private byte[] body() {
            return new ByteWriter(BYTES)
                    .magic(MAGIC)
                    .u16(Document.VERSION)
                    .u16(reneged ? RENEGED : 0)
                    .id32(reporter.value())
                    .id32(subject.value())
                    .id32(agreement.value())
                    .u64(sequence)
                    .u32(period.fromMinute())
                    .u32(period.untilMinute())
                    .u32(tally.ok())
                    .u32(tally.wrong())
                    .u32(tally.missed())
                    .u32(tally.promisedMinutes())
                    .u32(tally.seenMinutes())
                    .u32(tally.restores())
                    .id32(evidence.value())
                    .toArray();
        }
    }

    /** Reads 240 bytes; checks no signature. */
    public static Observation read(byte[] bytes) {
        return Document.read("observation", bytes, BYTES, Observation::fields);
    }

    private static Observation fields(ByteReader in) {
        in.magic(MAGIC);
        in.version(Document.VERSION);
        int flags = in.u16();
        if (flags > RENEGED) {
            throw in.bad("unknown flags " + flags);
        }
        Statement statement = new Statement(
                new OwnerId(in.id32()),
                new OwnerId(in.id32()),
                new Digest(in.id32()),
                in.u64(),
                new Period(in.u32(Integer.MAX_VALUE), in.u32(Integer.MAX_VALUE)),
                tally(in),
                flags == RENEGED,
                new Digest(in.id32()));
        return new Observation(statement, in.bytes(Signatures.BYTES));
    }

    private static Tally tally(ByteReader in) {
        return new Tally(number(in), number(in), number(in), number(in), number(in), number(in));
    }

    private static int number(ByteReader in) {
        return in.u32(Integer.MAX_VALUE);
    }

    public byte[] bytes() {
        return new ByteWriter(BYTES).bytes(statement.body()).bytes(signature).toArray();
    }

    public OwnerId reporter() {
        return statement.reporter();
    }

    public OwnerId subject() {
        return statement.subject();
    }

    public long sequence() {
        return statement.sequence();
    }

    /** Whether this device made it. */
    public boolean signedBy(DeviceKey device) {
        byte[] body = Arrays.copyOf(bytes(), SIGNATURE_COVERS);
        return Signatures.valid(device, SignedType.OBSERVATION, body, signature);
    }
}
