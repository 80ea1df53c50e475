// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.head;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.Mac;
import org.holdfast.format.Signatures;
import org.holdfast.format.SignedType;
import org.holdfast.format.Signer;
import org.holdfast.model.Bytes;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.Digest;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;

/**
 * The public, signed record that one head succeeds another. A chain of them makes a roll-back or a fork of the owner's
 * snapshots visible to everyone who keeps the top.
 *
 * @param sequence from 1
 * @param previous hash of the witness before; zero for the first
 * @param merged hash of the other top where a fork is joined; else zero
 * @param head SHA-256 of the sealed head
 * @param time when it was made, to the millisecond
 * @param headLength of the sealed head in bytes
 * @param signature the owner's device's
 */
public record Witness(
        OwnerId owner,
        int deviceEpoch,
        long sequence,
        Digest previous,
        Digest merged,
        Digest head,
        Instant time,
        int headLength,
        Bytes signature) {
    /** Length of the encoded form. */
    public static final int BYTES = 232;

    /** The newest version of the layout. */
    public static final int VERSION = 1;

    /** Stands where there is no other witness to name. */
    public static final Digest NONE = new Digest(Id32.ZERO);

    private static final int SIGNATURE_COVERS = 168;

    public Witness {
        time = time.truncatedTo(ChronoUnit.MILLIS);
        if (sequence < 1 || deviceEpoch < 0 || signature.length() != Signatures.BYTES) {
            throw new IllegalArgumentException("sequences count from 1, epochs from 0; a signature has 64 bytes");
        }
        if (headLength < 1 || headLength > SealedRecord.MAX_BYTES) {
            throw new IllegalArgumentException("a sealed head has up to 64 KiB, not " + headLength + " bytes");
        }
        if ((sequence == 1) != previous.equals(NONE)) {
            throw new IllegalArgumentException("the first witness, and no other, follows none");
        }
    }

    /** The witness that {@code device} signs for a sealed head. */
    public static Witness sign(
            Signer device,
            OwnerId owner,
            int deviceEpoch,
            long sequence,
            Digest previous,
            Digest merged,
            byte[] sealedHead,
            Instant time) {
        Digest head = Mac.sha256(sealedHead);
        Bytes none = Bytes.of(new byte[Signatures.BYTES]);
        Witness unsigned =
                new Witness(owner, deviceEpoch, sequence, previous, merged, head, time, sealedHead.length, none);
        return unsigned.with(device.sign(SignedType.WITNESS, unsigned.body()));
    }

    private Witness with(Bytes deviceSignature) {
        return new Witness(owner, deviceEpoch, sequence, previous, merged, head, time, headLength, deviceSignature);
    }

    // Layout (docs/format.md, witness)
    //
    //   0  magic "HFWT"            4
    //   4  version u16             2   1
    //   6  flags u16               2   0
    //   8  owner                  32
    //  40  device epoch u32        4
    //  44  reserved                4   0
    //  48  sequence u64            8   from 1
    //  56  previous witness       32   SHA-256; 0 for the first
    //  88  merged witness         32   SHA-256; 0 for none
    // 120  sealed head            32   SHA-256
    // 152  time u64                8   ms since 1970
    // 160  length of the head u32  4
    // 164  reserved                4   0
    // 168  device signature       64   over 0 to 167, type "witness"
    // 232

    /**
     * Reads 232 bytes at the buffer's position and moves it. Checks the shape, not the signature.
     *
     * @throws org.holdfast.model.HoldfastException MALFORMED_INPUT or NEWER_VERSION
     */
    public static Witness read(ByteBuffer in) {
        ByteReader r = new ByteReader("witness", in);
        r.magic("HFWT");
        r.version(VERSION);
        r.zero(2);
        OwnerId owner = new OwnerId(r.id32());
        int deviceEpoch = r.u32(Integer.MAX_VALUE);
        r.zero(4);
        long sequence = r.u64();
        Digest previous = new Digest(r.id32());
        Digest merged = new Digest(r.id32());
        Digest head = new Digest(r.id32());
        Instant time = r.millis();
        int headLength = r.u32(SealedRecord.MAX_BYTES);
        r.zero(4);
        Bytes signature = r.bytes(Signatures.BYTES);
        try {
            return new Witness(owner, deviceEpoch, sequence, previous, merged, head, time, headLength, signature);
        } catch (IllegalArgumentException e) {
            throw r.bad(String.valueOf(e.getMessage()));
        }
    }

    /** The encoded form, 232 bytes. */
    public byte[] bytes() {
        return new ByteWriter(BYTES)
                .magic("HFWT")
                .u16(VERSION)
                .zero(2)
                .id32(owner.value())
                .u32(deviceEpoch)
                .zero(4)
                .u64(sequence)
                .id32(previous.value())
                .id32(merged.value())
                .id32(head.value())
                .millis(time)
                .u32(headLength)
                .zero(4)
                .bytes(signature)
                .toArray();
    }

    private byte[] body() {
        return Arrays.copyOf(bytes(), SIGNATURE_COVERS);
    }

    /** SHA-256 of the encoded form: what the next witness names. */
    public Digest hash() {
        return Mac.sha256(bytes());
    }

    /** Whether this device made it. */
    public boolean signedBy(DeviceKey device) {
        return Signatures.valid(device, SignedType.WITNESS, body(), signature);
    }

    /** Whether it names {@code other} as the one before it or as the one it merges. */
    public boolean links(Witness other) {
        Digest hash = other.hash();
        return owner.equals(other.owner) && sequence > other.sequence && (previous.equals(hash) || merged.equals(hash));
    }

    /** Whether this is the witness of exactly these bytes. */
    public boolean covers(byte[] sealedHead) {
        return sealedHead.length == headLength && head.equals(Mac.sha256(sealedHead));
    }
}
