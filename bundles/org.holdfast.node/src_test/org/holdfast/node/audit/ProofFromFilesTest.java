// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.holdfast.audit.aggregate.AggregateScheme;
import org.holdfast.core.audit.HeldFiles;
import org.holdfast.core.port.BlockStore;
import org.holdfast.holdings.FileBlockStore;
import org.holdfast.model.AgreementId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Digest;
import org.holdfast.model.Id16;
import org.holdfast.spi.audit.AuditScheme;
import org.holdfast.spi.audit.AuditedBlock;
import org.holdfast.spi.audit.Challenge;
import org.holdfast.spi.audit.Draw;
import org.holdfast.spi.audit.HeldBlocks;
import org.holdfast.testkit.audit.AuditedStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A proof whose pieces were read side by side is the one that was made of them one after the other. */
@Tag("R47")
class ProofFromFilesTest {
    private static final AgreementId AGREEMENT = new AgreementId(new Id16(1, 1));
    private final AuditScheme scheme = new AggregateScheme();
    private final AuditedStore memory = new AuditedStore(scheme, new byte[32], 45);

    @TempDir
    private Path home;

    private BlockStore files;

    @BeforeEach
    void sameBlocksInFiles() {
        files = FileBlockStore.open(home, ByteCount.ZERO);
        var random = new SplittableRandom(45);
        for (int i = 0; i < 40; i++) {
            AuditedBlock block = memory.add(i == 0 ? 2_000_000 : random.nextInt(1, 60_000));
            AuditedStore.Held held = memory.held(block);
            long length = held.header().length + held.tags().length + held.payload().length;
            try (BlockStore.Receiving file = files.begin(AGREEMENT, block.block(), ByteCount.of(length))) {
                Stream.of(held.header(), held.tags(), held.payload())
                        .forEach(part -> file.write(ByteBuffer.wrap(part)));
                file.commit();
            }
        }
    }

    @Test
    void theProofIsTheSame() throws IOException {
        for (int count : new int[] {1, 2, 40, 460}) {
            Challenge challenge = draw(count);
            try (HeldFiles held = held()) {
                assertArrayEquals(prove(challenge, memory), prove(challenge, held), count + " pieces");
            }
        }
    }

    @Test
    void aBlockThatIsGoneIsNamed() {
        Challenge challenge = draw(460);
        AuditedBlock lost = challenge.samples().get(17).block();
        files.delete(AGREEMENT, lost.block());
        assertNamed(challenge, lost);
    }

    @Test
    void aBlockThatEndsTooEarlyIsNamed() throws IOException {
        AuditedBlock cut = memory.catalogue().get(5);
        try (FileChannel file = FileChannel.open(path(cut), StandardOpenOption.WRITE)) {
            file.truncate(file.size() - 1);
        }
        assertNamed(Draw.challenge(Digest.of(new byte[32]), scheme.shape(), List.of(cut), 400), cut);
    }

    private void assertNamed(Challenge challenge, AuditedBlock block) {
        try (HeldFiles held = held()) {
            IOException e = assertThrows(IOException.class, () -> prove(challenge, held));
            assertTrue(e.getMessage().contains(block.block().toString()), e.getMessage());
            assertEquals(Optional.of(block.block()), held.failed());
        }
    }

    private Path path(AuditedBlock block) throws IOException {
        try (Stream<Path> all = Files.walk(home)) {
            return all.filter(each -> each.getFileName().toString().equals(block.block() + ".blk"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private HeldFiles held() {
        return new HeldFiles(files, AGREEMENT, scheme.shape());
    }

    private Challenge draw(int count) {
        return Draw.challenge(Digest.of(new byte[32]), scheme.shape(), memory.catalogue(), count);
    }

    private byte[] prove(Challenge challenge, HeldBlocks held) throws IOException {
        var proof = new ByteArrayOutputStream();
        scheme.prove(challenge, new byte[0], held, proof);
        return proof.toByteArray();
    }
}
