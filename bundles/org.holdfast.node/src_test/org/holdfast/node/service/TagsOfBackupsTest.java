// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.holdfast.audit.aggregate.AggregateScheme;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.format.GenerationKeys;
import org.holdfast.format.block.AuditKeys;
import org.holdfast.format.block.BlockFile;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.model.BlockClass;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.control.PluginReport;
import org.holdfast.node.control.RestoredReport;
import org.holdfast.spi.audit.AuditScheme;
import org.holdfast.spi.audit.AuditedBlock;
import org.holdfast.spi.audit.Challenge;
import org.holdfast.spi.audit.Draw;
import org.holdfast.spi.audit.HeldBlocks;
import org.holdfast.spi.audit.Judge;
import org.holdfast.spi.audit.Judgement;
import org.holdfast.spi.audit.OwnedBlocks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a backup leaves at a partner can be audited from nothing but keys and ledger. */
@Tag("R47")
class TagsOfBackupsTest {
    @TempDir
    Path folder;

    private final AuditScheme scheme = new AggregateScheme();
    private Path data;
    private TestConfederation all;
    private TestNode owner;

    @BeforeEach
    void start() {
        data = folder.resolve("data");
        Data.random(data.resolve("file"), 3_000_000, 1);
        all = new TestConfederation(folder, 4).start("2+1");
        owner = all.owner().source(data);
    }

    @AfterEach
    void stop() {
        all.close();
    }

    @Test
    void dataAndMetadataCarryTagsThatProveThem() throws IOException {
        assertEquals("FULL", owner.backup().state());
        for (TestNode partner : all.partners()) {
            Store store = new Store(partner);
            for (BlockHeader header : store.headers()) {
                assertEquals(1, header.auditSuite(), header.blockClass() + " of " + header.payloadLength());
                assertEquals(header.payloadLength() / 4096, header.subBlocks());
            }
            assertTrue(Stream.of(BlockClass.values())
                    .allMatch(each -> store.headers().stream().anyMatch(header -> header.blockClass() == each)));
            assertInstanceOf(Judgement.Proved.class, store.audit(60));
        }
    }

    @Test
    void whatADiskSpoiledIsFoundAndTheRestIsRestored() throws IOException {
        assertEquals("FULL", owner.backup().state());
        TestNode bad = all.partners().getFirst();
        new Damage(bad, 3).payloads();
        assertInstanceOf(Judgement.Wrong.class, new Store(bad).audit(1000));
        RestoredReport report = owner.restore(folder.resolve("back"));
        assertEquals(List.of(), report.problems());
        assertEquals(TreePrint.of(data), TreePrint.of(Data.restored(folder.resolve("back"), data)));
    }

    @Test
    void withoutTagsBlocksAreAsTheyWere() throws IOException {
        owner.set(Setting.AUDIT_SCHEME, "block-v1");
        assertEquals("FULL", owner.backup().state());
        for (TestNode partner : all.partners()) {
            new Store(partner).headers().forEach(header -> assertEquals(0, header.subBlocks()));
        }
        owner.set(Setting.AUDIT_SCHEME, "aggregate-v1");
        Data.random(data.resolve("more"), 500_000, 2);
        assertEquals("FULL", owner.backup().state());
        assertEquals(0, owner.restore(folder.resolve("back")).errors());
        assertEquals(TreePrint.of(data), TreePrint.of(Data.restored(folder.resolve("back"), data)));
    }

    @Test
    @Tag("R63")
    void schemesAreProvidersLikeOthers() {
        List<String> listed = owner.control().plugins().list().stream()
                .filter(each -> each.role().equals("audit"))
                .map(PluginReport::id)
                .sorted()
                .toList();
        assertEquals(List.of("aggregate-v1", "block-v1"), listed);
        HoldfastException unknown = assertThrows(
                HoldfastException.class, () -> owner.control().plugins().prefer("audit", "nobody-has-it"));
        assertEquals(ErrorCode.PROVIDER_UNKNOWN, unknown.code());
        assertEquals(
                "block-v1",
                owner.control().plugins().prefer("audit", "block-v1").id());
    }

    /** A partner's disk as the holder's side, the owner's keys and ledger as the other. */
    private final class Store implements HeldBlocks, OwnedBlocks {
        private final Map<AuditedBlock, byte[]> files = new HashMap<>();
        private final Map<AuditedBlock, PlacementRow> rows = new HashMap<>();
        private final List<AuditedBlock> catalogue = new ArrayList<>();

        Store(TestNode partner) throws IOException {
            for (PlacementRow row : owner.ledger().segments().placements(partner.owner(), PlacementState.ACKED)) {
                byte[] file = Files.readAllBytes(file(partner, row));
                var block = new AuditedBlock(row.block(), row.sequence(), 1, row.payloadLength());
                catalogue.add(block);
                files.put(block, file);
                rows.put(block, row);
            }
        }

        private static Path file(TestNode partner, PlacementRow row) throws IOException {
            try (Stream<Path> all = Files.walk(partner.home().resolve("holdings"))) {
                return all.filter(each -> each.getFileName().toString().equals(row.block() + ".blk"))
                        .findFirst()
                        .orElseThrow();
            }
        }

        List<BlockHeader> headers() {
            return catalogue.stream().map(this::read).toList();
        }

        private byte[] file(AuditedBlock block) {
            return Optional.ofNullable(files.get(block)).orElseThrow();
        }

        private BlockHeader read(AuditedBlock block) {
            return BlockHeader.read(ByteBuffer.wrap(file(block)));
        }

        Judgement audit(int count) throws IOException {
            byte[] random = new byte[32];
            random[0] = (byte) count;
            Challenge challenge = Draw.challenge(Digest.of(random), scheme.shape(), catalogue, count);
            var proof = new ByteArrayOutputStream();
            scheme.prove(challenge, new byte[0], this, proof);
            Judge judge = scheme.owner(keys(catalogue.getFirst()).shared(generation()))
                    .judge(challenge, this);
            judge.accept(ByteBuffer.wrap(proof.toByteArray()));
            return judge.judgement();
        }

        private GenerationKeys generation() {
            return owner.node().identity().keys().generation(1);
        }

        private AuditKeys keys(AuditedBlock block) {
            PlacementRow row = Optional.ofNullable(rows.get(block)).orElseThrow();
            return new AuditKeys(row.partner(), row.agreement(), row.block(), row.sequence(), row.payloadHash(), 1, 12);
        }

        @Override
        public byte[] header(AuditedBlock block) {
            return read(block).bytes();
        }

        @Override
        public byte[] tags(AuditedBlock block) {
            throw new AssertionError("nobody asks for all tags");
        }

        @Override
        public void tag(AuditedBlock block, int piece, byte[] out) {
            System.arraycopy(file(block), BlockHeader.BYTES + 16 * piece, out, 0, 16);
        }

        @Override
        public void payload(AuditedBlock block, int offset, int length, byte[] out) {
            int begin = new BlockFile(read(block)).payloadOffset();
            System.arraycopy(file(block), begin + offset, out, 0, length);
        }

        @Override
        public byte[] blockKey(AuditedBlock block) {
            return keys(block).block(generation());
        }

        @Override
        public byte[] kept(AuditedBlock block, int piece) {
            throw new AssertionError("nothing is kept");
        }

        @Override
        public Optional<Sealed> sealed(AuditedBlock block, byte[] header) {
            throw new AssertionError("no block comes back");
        }
    }
}
