// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.block;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.Limits;
import org.holdfast.format.Mac;
import org.holdfast.format.Signatures;
import org.holdfast.format.SignedType;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockClass;
import org.holdfast.model.BlockId;
import org.holdfast.model.Bytes;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.Digest;
import org.holdfast.model.OwnerId;

/**
 * The first 360 bytes of a block. Says who stored what for whom, in which version and until when; proves it to the
 * holder by the device's signature and to the owner by a MAC.
 *
 * @param sequence the block's version number in the agreement, from 1
 * @param outerSuite number of the outer cipher's format, 0 for none
 * @param auditSuite number of the audit's format; 0, whole blocks, has no tags
 * @param subBlockLog2 binary logarithm of an audited sub-block's length; 0 without tags
 * @param payloadLength in bytes, a multiple of 16 KiB
 * @param subBlocks number of 16-byte tags between header and payload
 * @param retainUntil the holder's lock, to the millisecond
 * @param created whole hours
 * @param sealedLocation the {@link ShardLocation}, readable by the owner only; 48 bytes
 * @param tagsHash SHA-256 of the tags; of nothing, without tags
 * @param ownerMac over everything before it; 32 bytes
 * @param signature the owner's device's, over everything before it
 */
public record BlockHeader(
        OwnerId owner,
        OwnerId partner,
        AgreementId agreement,
        BlockId block,
        long sequence,
        int deviceEpoch,
        int keyGeneration,
        BlockClass blockClass,
        int outerSuite,
        int auditSuite,
        int subBlockLog2,
        int payloadLength,
        int subBlocks,
        Instant retainUntil,
        Instant created,
        Bytes sealedLocation,
        Digest payloadHash,
        Digest tagsHash,
        Bytes ownerMac,
        Bytes signature) {
    /** Length of the encoded form. */
    public static final int BYTES = 360;

    /** Length of one tag. */
    public static final int TAG_BYTES = 16;

    /** The newest version of the layout. */
    public static final int VERSION = 1;

    /** What the owner's MAC covers. */
    static final int MAC_COVERS = 264;

    /** What the device's signature covers. */
    static final int SIGNATURE_COVERS = 296;

    static final int SEALED_LOCATION_BYTES = 48;
    private static final String WHAT = "block header";

    public BlockHeader {
        retainUntil = retainUntil.truncatedTo(ChronoUnit.MILLIS);
        if (sequence < 1 || deviceEpoch < 0 || keyGeneration < 1) {
            throw new IllegalArgumentException("sequences and key generations count from 1, device epochs from 0");
        }
        if (!created.equals(created.truncatedTo(ChronoUnit.HOURS))) {
            throw new IllegalArgumentException("a block states the hour it was made in, nothing finer");
        }
        if (!Limits.isShardLength(payloadLength)) {
            throw new IllegalArgumentException("a payload is a multiple of 16 KiB, not " + payloadLength + " bytes");
        }
        if (subBlocks != subBlocks(auditSuite, subBlockLog2, payloadLength)) {
            throw new IllegalArgumentException(subBlocks + " tags of 2^" + subBlockLog2 + " bytes do not fit");
        }
        if (sealedLocation.length() != SEALED_LOCATION_BYTES
                || ownerMac.length() != Mac.BYTES
                || signature.length() != Signatures.BYTES) {
            throw new IllegalArgumentException("a sealed location has 48 bytes, a MAC 32, a signature 64");
        }
    }

    /** Tags of a payload: none in suite 0, else one for each begun sub-block of 512 bytes to 64 MiB. */
    private static int subBlocks(int auditSuite, int log2, int payloadLength) {
        if (auditSuite == 0) {
            return log2 == 0 ? 0 : -1;
        }
        return log2 < 9 || log2 > 26 ? -1 : (payloadLength + (1 << log2) - 1) >> log2;
    }

    // Layout (docs/format.md, block header)
    //
    //   0  magic "HFBK"            4
    //   4  version u16             2   1
    //   6  header length u16       2   360
    //   8  owner                  32
    //  40  partner                32
    //  72  agreement              16
    //  88  block id               16
    // 104  sequence u64            8   from 1
    // 112  device epoch u32        4
    // 116  key generation u32      4   from 1
    // 120  block class u16         2   1 DATA, 2 META
    // 122  outer suite u16         2
    // 124  audit suite u16         2
    // 126  log2 of sub-block u8    1   0 in audit suite 0, else 9 to 26
    // 127  reserved                1   0
    // 128  payload length u32      4   multiple of 16 KiB
    // 132  sub-blocks u32          4
    // 136  retain until u64        8   ms since 1970
    // 144  created u64             8   ms since 1970, whole hours
    // 152  sealed location        48
    // 200  SHA-256 of the payload 32
    // 232  SHA-256 of the tags    32
    // 264  owner MAC              32   over 0 to 263
    // 296  device signature       64   over 0 to 295, type "block"
    // 360

    /**
     * Reads 360 bytes at the buffer's position and moves it. Checks the shape, neither MAC nor signature.
     *
     * @throws org.holdfast.model.HoldfastException MALFORMED_INPUT or NEWER_VERSION
     */
    public static BlockHeader read(ByteBuffer in) {
        ByteReader r = new ByteReader(WHAT, in);
        r.magic("HFBK");
        r.version(VERSION);
        if (r.u16() != BYTES) {
            throw r.bad("its length is not 360");
        }
        try {
            return readFields(r);
        } catch (IllegalArgumentException e) {
            throw r.bad(String.valueOf(e.getMessage()));
        }
    }

    private static BlockHeader readFields(ByteReader r) {
        var owner = new OwnerId(r.id32());
        var partner = new OwnerId(r.id32());
        var agreement = new AgreementId(r.id16());
        var block = new BlockId(r.id16());
        long sequence = r.u64();
        int deviceEpoch = r.u32(Integer.MAX_VALUE);
        int keyGeneration = r.u32(Integer.MAX_VALUE);
        BlockClass blockClass = BlockClass.of(r.u16());
        int outerSuite = r.u16();
        int auditSuite = r.u16();
        int log2 = r.u8();
        r.zero(1);
        int payloadLength = r.u32(Limits.SEGMENT);
        int subBlocks = r.u32(Limits.SEGMENT);
        Instant retainUntil = r.millis();
        Instant created = r.millis();
        return new BlockHeader(
                owner,
                partner,
                agreement,
                block,
                sequence,
                deviceEpoch,
                keyGeneration,
                blockClass,
                outerSuite,
                auditSuite,
                log2,
                payloadLength,
                subBlocks,
                retainUntil,
                created,
                r.bytes(SEALED_LOCATION_BYTES),
                new Digest(r.id32()),
                new Digest(r.id32()),
                r.bytes(Mac.BYTES),
                r.bytes(Signatures.BYTES));
    }

    /** The encoded form, 360 bytes. */
    public byte[] bytes() {
        return new ByteWriter(BYTES)
                .magic("HFBK")
                .u16(VERSION)
                .u16(BYTES)
                .id32(owner.value())
                .id32(partner.value())
                .id16(agreement.value())
                .id16(block.value())
                .u64(sequence)
                .u32(deviceEpoch)
                .u32(keyGeneration)
                .u16(blockClass.number())
                .u16(outerSuite)
                .u16(auditSuite)
                .u8(subBlockLog2)
                .u8(0)
                .u32(payloadLength)
                .u32(subBlocks)
                .millis(retainUntil)
                .millis(created)
                .bytes(sealedLocation)
                .id32(payloadHash.value())
                .id32(tagsHash.value())
                .bytes(ownerMac)
                .bytes(signature)
                .toArray();
    }

    /** SHA-256 of the encoded form: what receipts name. */
    public Digest hash() {
        return Mac.sha256(bytes());
    }

    /** Bytes of the tags between header and payload. */
    public int tagsLength() {
        return subBlocks * TAG_BYTES;
    }

    /** Whether this device of the owner made the block. */
    public boolean signedBy(DeviceKey device) {
        return Signatures.valid(device, SignedType.BLOCK, Arrays.copyOf(bytes(), SIGNATURE_COVERS), signature);
    }

    BlockHeader withOwnerMac(byte[] mac) {
        return with(Bytes.of(mac), signature);
    }

    BlockHeader withSignature(Bytes deviceSignature) {
        return with(ownerMac, deviceSignature);
    }

    private BlockHeader with(Bytes mac, Bytes deviceSignature) {
        return new BlockHeader(
                owner,
                partner,
                agreement,
                block,
                sequence,
                deviceEpoch,
                keyGeneration,
                blockClass,
                outerSuite,
                auditSuite,
                subBlockLog2,
                payloadLength,
                subBlocks,
                retainUntil,
                created,
                sealedLocation,
                payloadHash,
                tagsHash,
                mac,
                deviceSignature);
    }
}
