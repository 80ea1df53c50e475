// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.Signatures;
import org.holdfast.model.Bytes;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.OwnerId;

/**
 * What a member keeps of another one's escrow, and of its own: the box, and who asked for it last. That somebody asked
 * stays when the box is replaced or withdrawn.
 *
 * <pre>
 *  0  magic "HFEK"        4
 *  4  version = 1         u16
 *  6  flags               u16   bit 0: has a box; bit 1: was asked for
 *  8  box               184     only with bit 0
 *  -  asked               u64   ms, only with bit 1: when, as the wish says
 *  -  admin              32     only with bit 1: whose key signed the wish
 *  -  asker              32     only with bit 1: owner id of who had it
 *  -  signature          64     only with bit 1: the wish's own
 * </pre>
 */
public record KeptEscrow(Optional<EscrowBox> box, Optional<Asked> asked) {
    /** Nothing is known. */
    public static final KeptEscrow NOTHING = new KeptEscrow(Optional.empty(), Optional.empty());

    /** Longest encoded form in bytes. */
    public static final int MAX_BYTES = 8 + EscrowBox.BYTES + 8 + 32 + 32 + Signatures.BYTES;

    private static final String MAGIC = "HFEK";
    private static final int BOX = 1;
    private static final int ASKED = 2;

    /**
     * An admin asked for the box, and this proves it: nobody who keeps a box can make it up.
     *
     * @param asker the member that showed the wish
     * @param signature the wish's, ESCROW_GET by the admin over confederation, asker, owner and time
     */
    public record Asked(OwnerId asker, Instant time, DeviceKey admin, Bytes signature) {
        public Asked {
            time = time.truncatedTo(ChronoUnit.MILLIS);
            if (signature.length() != Signatures.BYTES) {
                throw new IllegalArgumentException("an Ed25519 signature has 64 bytes");
            }
        }

        /** In this order on the wire, too. */
        public void write(ByteWriter out) {
            out.millis(time).id32(admin.value()).id32(asker.value()).bytes(signature);
        }

        public static Asked read(ByteReader in) {
            Instant time = in.millis();
            DeviceKey admin = new DeviceKey(in.id32());
            return new Asked(new OwnerId(in.id32()), time, admin, in.bytes(Signatures.BYTES));
        }
    }

    /** The same with another box, or none. */
    public KeptEscrow with(Optional<EscrowBox> other) {
        return new KeptEscrow(other, asked);
    }

    /** The same, asked for again. */
    public KeptEscrow asked(Asked again) {
        return new KeptEscrow(box, Optional.of(again));
    }

    /** Reads at most {@link #MAX_BYTES}. */
    public static KeptEscrow read(byte[] bytes) {
        return Document.read("kept escrow", bytes, MAX_BYTES, KeptEscrow::fields);
    }

    private static KeptEscrow fields(ByteReader in) {
        in.magic(MAGIC);
        in.version(Document.VERSION);
        int flags = in.u16();
        if ((flags & ~(BOX | ASKED)) != 0) {
            throw in.bad("no kept escrow has the flags " + flags);
        }
        Optional<EscrowBox> box = (flags & BOX) == 0
                ? Optional.empty()
                : Optional.of(EscrowBox.read(in.bytes(EscrowBox.BYTES).toArray()));
        Optional<Asked> asked = (flags & ASKED) == 0 ? Optional.empty() : Optional.of(Asked.read(in));
        return new KeptEscrow(box, asked);
    }

    public byte[] bytes() {
        int flags = (box.isPresent() ? BOX : 0) | (asked.isPresent() ? ASKED : 0);
        ByteWriter out =
                new ByteWriter(MAX_BYTES).magic(MAGIC).u16(Document.VERSION).u16(flags);
        box.ifPresent(each -> out.bytes(Bytes.of(each.bytes())));
        asked.ifPresent(each -> each.write(out));
        return out.toArray();
    }
}
