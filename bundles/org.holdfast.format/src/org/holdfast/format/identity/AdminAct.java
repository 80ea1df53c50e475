// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.Mac;
import org.holdfast.format.Signatures;
import org.holdfast.format.SignedType;
import org.holdfast.format.Signer;
import org.holdfast.model.Bytes;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.Digest;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;

/**
 * An admin makes somebody an admin, or takes that back: a link of the chain that leads from the founder's key to the
 * admins of today ({@link Succession}).
 *
 * <pre>
 *   0  version      u64  of the roster that was made with it
 *   8  kind         u8   1 appoints, 2 dismisses
 *   9  key         32    admin key
 *  41  owner       32    whose it is
 *  73  signer      32    an admin before this act
 * 105  signature   64    ADMIN_ACT over confederation id 32 | SHA-256 of the act before, zeros for the first |
 *                        bytes 0..104
 * </pre>
 */
public record AdminAct(long version, Kind kind, DeviceKey key, OwnerId owner, DeviceKey signer, Bytes signature) {
    static final int BYTES = 105 + Signatures.BYTES;

    /** What comes before the first act. */
    static final Digest NOTHING = new Digest(Id32.ZERO);

    /** What it does. */
    public enum Kind {
        /** The key is an admin's from now on; of one that is an admin's already it says whose. */
        APPOINTS(1),
        DISMISSES(2);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        static Kind of(int number) {
            for (Kind each : values()) {
                if (each.number == number) {
                    return each;
                }
            }
            throw new IllegalArgumentException("no act of an admin has the number " + number);
        }
    }

    public AdminAct {
        if (signature.length() != Signatures.BYTES) {
            throw new IllegalArgumentException("an Ed25519 signature has 64 bytes");
        }
    }

    /** What an act says before it is signed. */
    record Draft(long version, Kind kind, DeviceKey key, OwnerId owner) {
        AdminAct signed(ConfederationId confederation, Digest before, Signer admin) {
            byte[] body = bound(confederation, before, body(admin.key()));
            return new AdminAct(version, kind, key, owner, admin.key(), admin.sign(SignedType.ADMIN_ACT, body));
        }

        private byte[] body(DeviceKey signer) {
            return new ByteWriter(BYTES)
                    .u64(version)
                    .u8(kind.number)
                    .id32(key.value())
                    .id32(owner.value())
                    .id32(signer.value())
                    .toArray();
        }
    }

    private byte[] body() {
        return new Draft(version, kind, key, owner).body(signer);
    }

    /** Whether its signer signed it for this confederation and this place in the chain. */
    boolean signedAfter(ConfederationId confederation, Digest before) {
        return Signatures.valid(signer, SignedType.ADMIN_ACT, bound(confederation, before, body()), signature);
    }

    private static byte[] bound(ConfederationId confederation, Digest before, byte[] body) {
        return new ByteWriter(64 + body.length)
                .id32(confederation.value())
                .id32(before.value())
                .bytes(body)
                .toArray();
    }

    /** Whether an admin gave up its own place with it. */
    boolean isFarewell() {
        return kind == Kind.DISMISSES && key.equals(signer);
    }

    /** What the next act names as the one before. */
    Digest hash() {
        ByteWriter out = new ByteWriter(BYTES);
        write(out);
        return Mac.sha256(out.toArray());
    }

    void write(ByteWriter out) {
        out.bytes(body()).bytes(signature);
    }

    static AdminAct read(ByteReader in) {
        return new AdminAct(
                in.u64(),
                Kind.of(in.u8()),
                new DeviceKey(in.id32()),
                new OwnerId(in.id32()),
                new DeviceKey(in.id32()),
                in.bytes(Signatures.BYTES));
    }
}
