// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.block;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import org.holdfast.format.GenerationKeys;
import org.holdfast.format.Mac;
import org.holdfast.format.Signatures;
import org.holdfast.format.SignedType;
import org.holdfast.format.Signer;
import org.holdfast.model.BlockClass;
import org.holdfast.model.BlockId;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.model.Formats;
import org.holdfast.model.Id16;
import org.holdfast.spi.audit.AuditScheme;
import org.holdfast.spi.crypto.CipherSuite;

/** Seals shards for partners: encrypts, names, authenticates and signs. Stateless and thread-safe. */
public final class BlockSealer {
    private static final byte[] NO_NONCE = new byte[12];
    private static final byte[] NO_AAD = new byte[0];
    private static final Bytes NO_MAC = Bytes.of(new byte[Mac.BYTES]);
    private static final Bytes NO_SIGNATURE = Bytes.of(new byte[Signatures.BYTES]);

    /**
     * Seals one shard, and marks it for audits.
     *
     * @param audit how the block can be audited; {@link NoTags} where it is to have no tags
     * @param outer a cipher without overhead, or {@link org.holdfast.format.NoCipher} where the outer layer is off
     * @param shard holds the shard's bytes from {@code offset} on, as many as {@code location} says
     * @param random16 16 bytes never used before; not kept
     * @param payloadOut takes the payload, and is kept in the result
     */
    public SealedBlock seal(
            GenerationKeys keys,
            CipherSuite outer,
            AuditScheme audit,
            Signer device,
            BlockTarget target,
            ShardLocation location,
            BlockClass blockClass,
            byte[] shard,
            int offset,
            byte[] random16,
            byte[] payloadOut) {
        int length = location.shardLength();
        Objects.checkFromIndexSize(offset, length, shard.length);
        check(outer, location, random16);
        int suite = outer.id().number();
        Tagging tagging = Tagging.of(audit);
        BlockId id = BlockKeys.id(keys, random16, target, location, suite, tagging);
        encrypt(keys, outer, target, id, shard, offset, length, payloadOut);
        Digest payloadHash = hash(payloadOut, length);
        var audited = new AuditKeys(
                target.partner(),
                target.agreement(),
                id,
                target.sequence(),
                payloadHash,
                tagging.suite(),
                tagging.log2());
        byte[] tags = tagging.tags(keys, audited, payloadOut, length);
        var unsigned = new BlockHeader(
                target.owner(),
                target.partner(),
                target.agreement(),
                id,
                target.sequence(),
                target.deviceEpoch(),
                keys.generation(),
                blockClass,
                suite,
                tagging.suite(),
                tagging.log2(),
                length,
                tags.length / BlockHeader.TAG_BYTES,
                target.retainUntil(),
                target.created(),
                LocationSeal.seal(keys, id, location),
                payloadHash,
                Mac.sha256(tags),
                NO_MAC,
                NO_SIGNATURE);
        return new SealedBlock(sign(keys, device, unsigned), tags, payloadOut, length);
    }

    private static Digest hash(byte[] payload, int length) {
        MessageDigest digest = Mac.sha256();
        digest.update(payload, 0, length);
        return Digest.of(digest.digest());
    }

    private static void check(CipherSuite outer, ShardLocation location, byte[] random16) {
        if (location.pipeline().outer() == outer.id().equals(Formats.NO_CIPHER)) {
            throw new IllegalArgumentException("the outer cipher " + outer.id() + " contradicts the pipeline");
        }
        if (location.formats().outer() != outer.id().number()) {
            throw new IllegalArgumentException("the outer cipher is " + outer.id() + ", not " + location.formats());
        }
        if (outer.overhead() != 0) {
            throw new IllegalArgumentException("an outer cipher keeps the length; " + outer.id() + " does not");
        }
        if (random16.length != Id16.BYTES) {
            throw new IllegalArgumentException("a block's id takes 16 random bytes");
        }
    }

    /** One key for each block, so nonce and counter start from zero. */
    private static void encrypt(
            GenerationKeys keys,
            CipherSuite outer,
            BlockTarget target,
            BlockId id,
            byte[] shard,
            int offset,
            int length,
            byte[] out) {
        byte[] key = BlockKeys.outer(
                keys,
                outer.keyLength(),
                target.partner(),
                target.agreement(),
                id,
                outer.id().number());
        int written = outer.sealer(key).seal(NO_NONCE, NO_AAD, shard, offset, length, out, 0);
        Arrays.fill(key, (byte) 0);
        if (written != length) {
            throw new IllegalStateException("the cipher " + outer.id() + " made " + written + " bytes of " + length);
        }
    }

    private static BlockHeader sign(GenerationKeys keys, Signer device, BlockHeader unsigned) {
        BlockHeader owned = unsigned.withOwnerMac(BlockKeys.ownerMac(keys, unsigned));
        byte[] body = Arrays.copyOf(owned.bytes(), BlockHeader.SIGNATURE_COVERS);
        return owned.withSignature(device.sign(SignedType.BLOCK, body));
    }
}
