// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.block;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.holdfast.format.GenerationKeys;
import org.holdfast.format.Mac;
import org.holdfast.format.NoCipher;
import org.holdfast.format.support.Cases;
import org.holdfast.format.support.TestKeys;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockClass;
import org.holdfast.model.BlockId;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.model.FormatId;
import org.holdfast.model.OwnerId;
import org.holdfast.spi.audit.AuditScheme;
import org.holdfast.spi.audit.AuditShape;
import org.holdfast.spi.audit.Challenge;
import org.holdfast.spi.audit.HeldBlocks;
import org.holdfast.spi.audit.Judge;
import org.holdfast.spi.audit.Marks;
import org.holdfast.spi.audit.OwnedBlocks;
import org.holdfast.spi.audit.OwnerSide;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R47")
class TagsTest {
    private static final TestKeys KEYS = new TestKeys(1);
    private static final int SHARD = 32_768;

    @Test
    void aBlockCarriesItsTagsBetweenHeaderAndPayload() {
        SealedBlock block = seal(new Scheme(false), 1);
        BlockHeader header = block.header();
        assertEquals(1, header.auditSuite());
        assertEquals(12, header.subBlockLog2());
        assertEquals(8, header.subBlocks());
        assertEquals(128, block.tags().length);
        assertEquals(Mac.sha256(block.tags()), header.tagsHash());
        assertEquals(360 + 128 + SHARD, block.fileLength());
        assertEquals(488, new BlockFile(header).payloadOffset());
        assertEquals(header, BlockHeader.read(ByteBuffer.wrap(header.bytes())));
        var check = new HolderCheck(header);
        for (ByteBuffer part : block.content()) {
            check.accept(part);
        }
        assertEquals(HolderCheck.Verdict.WHOLE, check.verdict());
    }

    @Test
    void theOwnerOpensABlockWithTagsAsOneWithout() {
        byte[] shard = shard();
        SealedBlock block = seal(new Scheme(false), 1);
        Opened opened = new BlockOpener()
                .open(
                        KEYS,
                        number -> NoCipher.INSTANCE,
                        block.header(),
                        block.payload(),
                        SHARD,
                        new Expectation(
                                BlockSamples.target(0, 1).owner(),
                                block.header().partner(),
                                block.header().agreement(),
                                1,
                                BlockClass.DATA,
                                location()));
        assertArrayEquals(shard, ((Opened.Shard) opened).shard());
    }

    @Test
    void withoutTagsABlockIsAsItWas() {
        BlockHeader header = seal(NoTags.INSTANCE, 1).header();
        assertEquals(0, header.auditSuite());
        assertEquals(0, header.subBlocks());
        assertEquals(Mac.sha256(new byte[0]), header.tagsHash());
    }

    /** S by its keys, D by its hash, B, i, and the version: each changes a key. */
    @Test
    void tagsAreBoundToOwnerDataPartnerBlockAndVersion() {
        AuditKeys all = new AuditKeys(
                OwnerId.of(new byte[32]),
                AgreementId.of(new byte[16]),
                BlockId.of(new byte[16]),
                1,
                Digest.of(new byte[32]),
                1,
                12);
        byte[] other = new byte[32];
        other[0] = 1;
        OwnerId partner = OwnerId.of(other);
        AgreementId agreement = AgreementId.of(Arrays.copyOf(other, 16));
        BlockId block = BlockId.of(Arrays.copyOf(other, 16));
        GenerationKeys keys = KEYS.generation(1);
        List<AuditKeys> bound = List.of(
                all,
                new AuditKeys(partner, all.agreement(), all.block(), 1, all.payloadHash(), 1, 12),
                new AuditKeys(all.partner(), agreement, all.block(), 1, all.payloadHash(), 1, 12),
                new AuditKeys(all.partner(), all.agreement(), block, 1, all.payloadHash(), 1, 12),
                new AuditKeys(all.partner(), all.agreement(), all.block(), 2, all.payloadHash(), 1, 12),
                new AuditKeys(all.partner(), all.agreement(), all.block(), 1, Digest.of(other), 1, 12),
                new AuditKeys(all.partner(), all.agreement(), all.block(), 1, all.payloadHash(), 2, 12),
                new AuditKeys(all.partner(), all.agreement(), all.block(), 1, all.payloadHash(), 1, 13));
        Set<Bytes> own = new HashSet<>();
        Set<Bytes> shared = new HashSet<>();
        bound.forEach(each -> own.add(Bytes.of(each.block(keys))));
        bound.forEach(each -> shared.add(Bytes.of(each.shared(keys))));
        assertEquals(bound.size(), own.size());
        assertEquals(5, shared.size(), "one key for all blocks under an agreement");
        assertNotEquals(Bytes.of(all.block(keys)), Bytes.of(all.block(KEYS.generation(2))));
        assertNotEquals(Bytes.of(all.block(keys)), Bytes.of(all.block(new TestKeys(2).generation(1))));
    }

    /** Two payloads under one mask would give the polynomial's key away (ADR 31). */
    @Test
    void noMaskMeetsTwoPayloads() {
        var random = Cases.seeded(31);
        var seen = new HashSet<Bytes>();
        var payloads = new HashSet<Digest>();
        for (int i = 0; i < 200; i++) {
            byte[] same = new byte[16];
            byte[] shard = Cases.bytes(random, SHARD);
            var scheme = new Scheme(false);
            SealedBlock block = seal(scheme, shard, 1, same);
            payloads.add(block.header().payloadHash());
            seen.add(scheme.lastKey);
        }
        assertEquals(payloads.size(), seen.size());
    }

    /** A machine that was set back makes the same block again, or another one with other keys. */
    @Test
    void theSameBlockAgainHasTheSameTags() {
        SealedBlock one = seal(new Scheme(false), 1);
        SealedBlock two = seal(new Scheme(false), 1);
        assertEquals(one.header(), two.header());
        assertArrayEquals(one.tags(), two.tags());
    }

    @Test
    void aSchemeThatMakesTooFewTagsIsNotTrusted() {
        assertThrows(IllegalStateException.class, () -> seal(new Scheme(true), 1));
    }

    private static byte[] shard() {
        return Cases.bytes(Cases.seeded(5), SHARD);
    }

    private static ShardLocation location() {
        ShardLocation at = BlockSamples.location(0, false);
        return new ShardLocation(at.segment(), at.formats(), at.shape(), 0, at.pipeline(), SHARD);
    }

    private static SealedBlock seal(AuditScheme audit, long sequence) {
        return seal(audit, shard(), sequence, new byte[16]);
    }

    private static SealedBlock seal(AuditScheme audit, byte[] shard, long sequence, byte[] random16) {
        return new BlockSealer()
                .seal(
                        KEYS.generation(1),
                        NoCipher.INSTANCE,
                        audit,
                        KEYS.device(),
                        BlockSamples.target(0, sequence),
                        location(),
                        BlockClass.DATA,
                        shard,
                        0,
                        random16,
                        new byte[SHARD]);
    }

    /** Tags that are a hash of each piece. */
    private static final class Scheme implements AuditScheme, OwnerSide {
        private final boolean tooFew;
        private Bytes lastKey = Bytes.EMPTY;

        Scheme(boolean tooFew) {
            this.tooFew = tooFew;
        }

        @Override
        public FormatId id() {
            return new FormatId(1, "test");
        }

        @Override
        public AuditShape shape() {
            return new AuditShape(12, true, 0, 10);
        }

        @Override
        public OwnerSide owner(byte[] sharedKey) {
            return this;
        }

        @Override
        public byte[] parameters() {
            return new byte[0];
        }

        @Override
        public Marks mark(byte[] blockKey, byte[] payload, int length) {
            lastKey = Bytes.of(blockKey);
            ByteBuffer tags = ByteBuffer.allocate(16 * (length >> 12));
            for (int i = 0; i < length; i += 4096) {
                byte[] piece = Arrays.copyOfRange(payload, i, i + 4096);
                tags.put(Mac.sha256(Arrays.copyOf(piece, 4096 + 32)).bytes(), 0, 16);
            }
            return new Marks(tooFew ? Arrays.copyOf(tags.array(), 16) : tags.array(), new byte[0]);
        }

        @Override
        public Judge judge(Challenge challenge, OwnedBlocks owned) {
            throw new AssertionError("nothing is judged");
        }

        @Override
        public void prove(Challenge challenge, byte[] parameters, HeldBlocks held, OutputStream proof) {
            throw new AssertionError("nothing is proved");
        }
    }
}
