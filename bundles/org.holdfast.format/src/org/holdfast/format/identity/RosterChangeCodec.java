// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import java.util.Optional;
import java.util.function.Function;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.Digest;
import org.holdfast.model.OwnerId;

/**
 * What a node keeps of a change that it signed:
 *
 * <pre>
 *  0  magic "HFRX"   4
 *  4  version = 1   u16
 *  6  kind          u8    1 member, 2 publisher, 3 appointment, 4 dismissal, 5 CA added, 6 CA removed
 *  7  kinds 1, 2:   u8    1 if what was there before follows, else 0
 *     –             …     the row of a roster before (only then), the row after
 *  7  kinds 3, 4:  32     admin key, 32 owner
 *  7  kind 5:      u16    length, 1 to 2048, and the CA's certificate (DER)
 *  7  kind 6:      32     SHA-256 of it
 * </pre>
 */
final class RosterChangeCodec {
    /** Longest: a CA's certificate. */
    static final int MAX = 7 + 2 + RosterAuthority.MAX_BYTES;

    private static final String MAGIC = "HFRX";
    private static final int ROW = 1;
    private static final int PUBLISHER = 2;
    private static final int APPOINTMENT = 3;
    private static final int DISMISSAL = 4;
    private static final int AUTHORITY_ADDED = 5;
    private static final int AUTHORITY_REMOVED = 6;

    private RosterChangeCodec() {}

    static byte[] encode(RosterChange change) {
        ByteWriter out = new ByteWriter(MAX).magic(MAGIC).u16(Document.VERSION);
        switch (change) {
            case RosterChange.Row(Optional<RosterEntry> before, RosterEntry after) -> {
                out.u8(ROW).u8(before.isPresent() ? 1 : 0);
                before.ifPresent(row -> RosterCodec.write(row, out));
                RosterCodec.write(after, out);
            }
            case RosterChange.Publisher(Optional<RosterPublisher> before, RosterPublisher after) -> {
                out.u8(PUBLISHER).u8(before.isPresent() ? 1 : 0);
                before.ifPresent(row -> RosterCodec.write(row, out));
                RosterCodec.write(after, out);
            }
            case RosterChange.Appointment(DeviceKey key, OwnerId owner) ->
                out.u8(APPOINTMENT).id32(key.value()).id32(owner.value());
            case RosterChange.Dismissal(DeviceKey key, OwnerId owner) ->
                out.u8(DISMISSAL).id32(key.value()).id32(owner.value());
            case RosterChange.AuthorityAdded(RosterAuthority authority) ->
                out.u8(AUTHORITY_ADDED).bytes16(authority.certificate());
            case RosterChange.AuthorityRemoved(Digest fingerprint) ->
                out.u8(AUTHORITY_REMOVED).id32(fingerprint.value());
        }
        return out.toArray();
    }

    static RosterChange decode(byte[] bytes) {
        return Document.read("roster change", bytes, MAX, RosterChangeCodec::fields);
    }

    private static RosterChange fields(ByteReader in) {
        in.magic(MAGIC);
        in.version(Document.VERSION);
        int kind = in.u8();
        return switch (kind) {
            case ROW -> new RosterChange.Row(before(in, RosterCodec::entry), RosterCodec.entry(in));
            case PUBLISHER -> new RosterChange.Publisher(before(in, RosterCodec::publisher), RosterCodec.publisher(in));
            case APPOINTMENT -> new RosterChange.Appointment(new DeviceKey(in.id32()), new OwnerId(in.id32()));
            case DISMISSAL -> new RosterChange.Dismissal(new DeviceKey(in.id32()), new OwnerId(in.id32()));
            case AUTHORITY_ADDED -> new RosterChange.AuthorityAdded(RosterCodec.authority(in));
            case AUTHORITY_REMOVED -> new RosterChange.AuthorityRemoved(new Digest(in.id32()));
            default -> throw in.bad("no change of a roster has the number " + kind);
        };
    }

    private static <T> Optional<T> before(ByteReader in, Function<ByteReader, T> row) {
        int flag = in.u8();
        if (flag > 1) {
            throw in.bad("a flag is 0 or 1, not " + flag);
        }
        return flag == 1 ? Optional.of(row.apply(in)) : Optional.empty();
    }
}
