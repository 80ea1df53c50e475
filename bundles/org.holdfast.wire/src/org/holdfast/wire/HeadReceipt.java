// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.Signatures;
import org.holdfast.format.SignedType;
import org.holdfast.format.Signer;
import org.holdfast.format.head.Witness;
import org.holdfast.model.AgreementId;
import org.holdfast.model.Bytes;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.Digest;
import org.holdfast.model.OwnerId;

/**
 * HEAD_RECEIPT: the holder's signed word that a witness, and the head it covers, are durable and are its top now.
 *
 * <pre>
 * offset  size  field
 *      0     2  version           1
 *      2    32  owner
 *     34    32  partner           the holder, who signs
 *     66    16  agreement
 *     82     4  device epoch      of the witness
 *     86     8  sequence          of the witness
 *     94    32  SHA-256 of the witness
 *    126    32  SHA-256 of the sealed head
 *    158     8  stored at         ms since 1970
 *    166    64  holder's device signature over 0 to 165, type "head-receipt"
 *    230
 * </pre>
 */
public record HeadReceipt(
        OwnerId owner,
        OwnerId partner,
        AgreementId agreement,
        int deviceEpoch,
        long sequence,
        Digest witnessHash,
        Digest headHash,
        Instant storedAt,
        Bytes signature)
        implements HeadMessage {
    /** Length of the encoded form. */
    public static final int BYTES = 230;

    private static final int VERSION = 1;
    private static final int SIGNATURE_COVERS = 166;
    private static final Bytes UNSIGNED = Bytes.of(new byte[Signatures.BYTES]);

    public HeadReceipt {
        storedAt = storedAt.truncatedTo(ChronoUnit.MILLIS);
        if (sequence < 1 || deviceEpoch < 0 || signature.length() != Signatures.BYTES) {
            throw new IllegalArgumentException("sequences count from 1, epochs from 0; a signature has 64 bytes");
        }
    }

    /** The receipt of a witness. Signing again gives the same bytes. */
    public static HeadReceipt sign(
            Signer holder, OwnerId partner, AgreementId agreement, Witness witness, Instant storedAt) {
        HeadReceipt unsigned = of(partner, agreement, witness, storedAt, UNSIGNED);
        Bytes signature = holder.sign(SignedType.HEAD_RECEIPT, unsigned.body());
        return of(partner, agreement, witness, storedAt, signature);
    }

    private static HeadReceipt of(
            OwnerId partner, AgreementId agreement, Witness witness, Instant storedAt, Bytes signature) {
        return new HeadReceipt(
                witness.owner(),
                partner,
                agreement,
                witness.deviceEpoch(),
                witness.sequence(),
                witness.hash(),
                witness.head(),
                storedAt,
                signature);
    }

    /** Whether this is about exactly this witness. */
    public boolean confirms(OwnerId holder, AgreementId within, Witness witness) {
        return equals(of(holder, within, witness, storedAt, signature));
    }

    /** Whether this device of the holder made it. */
    public boolean signedBy(DeviceKey device) {
        return Signatures.valid(device, SignedType.HEAD_RECEIPT, body(), signature);
    }

    private byte[] body() {
        return Arrays.copyOf(bytes(), SIGNATURE_COVERS);
    }

    /** The encoded form, 230 bytes. */
    public byte[] bytes() {
        ByteWriter out = new ByteWriter(BYTES);
        write(out);
        return out.toArray();
    }

    void write(ByteWriter out) {
        out.u16(VERSION)
                .id32(owner.value())
                .id32(partner.value())
                .id16(agreement.value())
                .u32(deviceEpoch)
                .u64(sequence)
                .id32(witnessHash.value())
                .id32(headHash.value())
                .millis(storedAt)
                .bytes(signature);
    }

    static HeadReceipt read(ByteReader in) {
        in.version(VERSION);
        try {
            return new HeadReceipt(
                    new OwnerId(in.id32()),
                    new OwnerId(in.id32()),
                    new AgreementId(in.id16()),
                    in.u32(Integer.MAX_VALUE),
                    in.u64(),
                    new Digest(in.id32()),
                    new Digest(in.id32()),
                    in.millis(),
                    in.bytes(Signatures.BYTES));
        } catch (IllegalArgumentException e) {
            throw in.bad(String.valueOf(e.getMessage()));
        }
    }
}
