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
import org.holdfast.format.block.BlockHeader;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.Bytes;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.Digest;
import org.holdfast.model.OwnerId;

/**
 * STORE_RECEIPT: the holder's signed word that a block lies durably on its disk. The owner keeps it for as long as it
 * counts on the block.
 *
 * <pre>
 * offset  size  field
 *      0     2  version           1
 *      2    32  owner
 *     34    32  partner           the holder, who signs
 *     66    16  agreement
 *     82    16  block
 *     98     8  sequence          from 1
 *    106    32  SHA-256 of the header
 *    138    32  SHA-256 of the payload
 *    170    32  SHA-256 of the tags
 *    202     8  stored at         ms since 1970
 *    210    64  holder's device signature over 0 to 209, type "store-receipt"
 *    274
 * </pre>
 */
public record StoreReceipt(
        OwnerId owner,
        OwnerId partner,
        AgreementId agreement,
        BlockId block,
        long sequence,
        Digest headerHash,
        Digest payloadHash,
        Digest tagsHash,
        Instant storedAt,
        Bytes signature)
        implements PutMessage {
    /** Length of the encoded form. */
    public static final int BYTES = 274;

    private static final int VERSION = 1;
    private static final int SIGNATURE_COVERS = 210;
    private static final Bytes UNSIGNED = Bytes.of(new byte[Signatures.BYTES]);

    public StoreReceipt {
        storedAt = storedAt.truncatedTo(ChronoUnit.MILLIS);
        if (sequence < 1 || signature.length() != Signatures.BYTES) {
            throw new IllegalArgumentException("sequences count from 1; a signature has 64 bytes");
        }
    }

    /** The receipt of the block with this header. Signing again gives the same bytes. */
    public static StoreReceipt sign(Signer holder, BlockHeader header, Instant storedAt) {
        StoreReceipt unsigned = of(header, storedAt, UNSIGNED);
        return of(header, storedAt, holder.sign(SignedType.STORE_RECEIPT, unsigned.body()));
    }

    private static StoreReceipt of(BlockHeader header, Instant storedAt, Bytes signature) {
        return new StoreReceipt(
                header.owner(),
                header.partner(),
                header.agreement(),
                header.block(),
                header.sequence(),
                header.hash(),
                header.payloadHash(),
                header.tagsHash(),
                storedAt,
                signature);
    }

    /** Whether this is about exactly the block with this header. */
    public boolean confirms(BlockHeader header) {
        return equals(of(header, storedAt, signature));
    }

    /** Whether this device of the holder made it. */
    public boolean signedBy(DeviceKey device) {
        return Signatures.valid(device, SignedType.STORE_RECEIPT, body(), signature);
    }

    private byte[] body() {
        return Arrays.copyOf(bytes(), SIGNATURE_COVERS);
    }

    /** The encoded form, 274 bytes. */
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
                .id16(block.value())
                .u64(sequence)
                .id32(headerHash.value())
                .id32(payloadHash.value())
                .id32(tagsHash.value())
                .millis(storedAt)
                .bytes(signature);
    }

    /** Reads one that was kept. Checks the shape, not the signature. */
    public static StoreReceipt parse(Bytes encoded) {
        ByteReader in = new ByteReader("store receipt", encoded.toArray());
        StoreReceipt receipt = read(in);
        in.end();
        return receipt;
    }

    static StoreReceipt read(ByteReader in) {
        in.version(VERSION);
        try {
            return new StoreReceipt(
                    new OwnerId(in.id32()),
                    new OwnerId(in.id32()),
                    new AgreementId(in.id16()),
                    new BlockId(in.id16()),
                    in.u64(),
                    new Digest(in.id32()),
                    new Digest(in.id32()),
                    new Digest(in.id32()),
                    in.millis(),
                    in.bytes(Signatures.BYTES));
        } catch (IllegalArgumentException e) {
            throw in.bad(String.valueOf(e.getMessage()));
        }
    }
}
