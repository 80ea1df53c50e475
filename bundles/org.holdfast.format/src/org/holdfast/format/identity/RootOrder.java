// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.Signatures;
import org.holdfast.format.SignedType;
import org.holdfast.format.Signer;
import org.holdfast.model.Bytes;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;

/**
 * What only an owner's recovery sheet can order, whoever has its machine: at present, that nothing it has released is
 * freed. Its sequence rises, so that an order is carried out once. Exactly 160 bytes:
 *
 * <pre>
 *   0  magic "HFOR"            4
 *   4  version = 1             u16
 *   6  kind                    u16   1: CANCEL_RELEASE
 *   8  owner                  32     whose order it is
 *  40  addressee              32     the owner id of a holder; 0 for every holder
 *  72  sequence                u64   from 1; above that of every order before
 *  80  not before              u64   ms since 1970
 *  88  not after               u64   after not before, by 30 days at most
 *  96  signature              64     ROOT_ORDER over 0..95, by the owner's root key
 * 160
 * </pre>
 */
public record RootOrder(
        Kind kind,
        OwnerId owner,
        OwnerId addressee,
        long sequence,
        Instant notBefore,
        Instant notAfter,
        Bytes signature) {
    /** Length of the encoded form. */
    public static final int BYTES = 160;

    /** How long an order may hold. */
    public static final Duration LONGEST = Duration.ofDays(30);

    /** Addresses every holder. */
    public static final OwnerId ALL = new OwnerId(Id32.ZERO);

    private static final String MAGIC = "HFOR";
    private static final int SIGNATURE_COVERS = 96;
    private static final Bytes UNSIGNED = Bytes.of(new byte[Signatures.BYTES]);

    /** What is ordered. */
    public enum Kind {
        /** Everything that the owner has released and that is not freed yet stays. */
        CANCEL_RELEASE(1);

        private final int number;

        Kind(int number) {
            this.number = number;
        }
    }

    public RootOrder {
        notBefore = notBefore.truncatedTo(ChronoUnit.MILLIS);
        notAfter = notAfter.truncatedTo(ChronoUnit.MILLIS);
        if (sequence < 1 || !notAfter.isAfter(notBefore) || notAfter.isAfter(notBefore.plus(LONGEST))) {
            throw new IllegalArgumentException("orders count from 1 and hold for up to 30 days");
        }
        if (signature.length() != Signatures.BYTES) {
            throw new IllegalArgumentException("an Ed25519 signature has 64 bytes");
        }
    }

    /** To every holder; the sequence is the time, as whoever has but the sheet knows of no order before. */
    public static RootOrder cancelRelease(Signer root, Instant now) {
        RootOrder unsigned = new RootOrder(
                Kind.CANCEL_RELEASE,
                DeviceCert.owner(root.key()),
                ALL,
                now.toEpochMilli(),
                now.minus(DeviceCert.TOLERANCE),
                now.plus(LONGEST).minus(DeviceCert.TOLERANCE),
                UNSIGNED);
        return unsigned.with(root.sign(SignedType.ROOT_ORDER, unsigned.body()));
    }

    private RootOrder with(Bytes signed) {
        return new RootOrder(kind, owner, addressee, sequence, notBefore, notAfter, signed);
    }

    /** Whether a holder has to carry it out at this time. @param root the owner's root key, as its certificate names it */
    public boolean holdsFor(OwnerId holder, DeviceKey root, Instant now) {
        return (addressee.equals(ALL) || addressee.equals(holder))
                && !now.isBefore(notBefore)
                && now.isBefore(notAfter)
                && DeviceCert.owner(root).equals(owner)
                && Signatures.valid(root, SignedType.ROOT_ORDER, body(), signature);
    }

    private byte[] body() {
        return Arrays.copyOf(bytes(), SIGNATURE_COVERS);
    }

    public byte[] bytes() {
        return new ByteWriter(BYTES)
                .magic(MAGIC)
                .u16(Document.VERSION)
                .u16(kind.number)
                .id32(owner.value())
                .id32(addressee.value())
                .u64(sequence)
                .millis(notBefore)
                .millis(notAfter)
                .bytes(signature)
                .toArray();
    }

    /** Reads 160 bytes; checks no signature. */
    public static RootOrder read(byte[] bytes) {
        return Document.read("root order", bytes, BYTES, RootOrder::fields);
    }

    private static RootOrder fields(ByteReader in) {
        in.magic(MAGIC);
        in.version(Document.VERSION);
        int kind = in.u16();
        if (kind != Kind.CANCEL_RELEASE.number) {
            throw in.bad("unknown order " + kind);
        }
        return new RootOrder(
                Kind.CANCEL_RELEASE,
                new OwnerId(in.id32()),
                new OwnerId(in.id32()),
                in.u64(),
                in.millis(),
                in.millis(),
                in.bytes(Signatures.BYTES));
    }
}
