// SPDX-License-Identifier: EPL-2.0
package org.holdfast.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.holdfast.core.audit.HeldFiles;
import org.holdfast.core.port.BlockStore;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.holdings.FileBlockStore;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Id16;
import org.holdfast.spi.audit.AuditScheme;
import org.holdfast.spi.audit.AuditShape;
import org.holdfast.spi.audit.AuditedBlock;
import org.holdfast.spi.audit.Sample;

/** Blocks of noise as a holder keeps them, a file each; and what their disk can do. */
final class AuditFiles implements AutoCloseable {
    private static final AgreementId AGREEMENT = new AgreementId(new Id16(1, 1));

    private final Path root;
    private final BlockStore store;
    private final List<AuditedBlock> catalogue = new ArrayList<>();
    private final List<Path> paths;
    private final Map<BlockId, FileChannel> open = new HashMap<>();
    private final AuditShape shape;

    AuditFiles(AuditScheme scheme, int count, int payload) throws IOException {
        shape = scheme.shape();
        root = Files.createTempDirectory("holdfast-bench");
        store = FileBlockStore.open(root, ByteCount.ZERO);
        for (int i = 0; i < count; i++) {
            AuditedBlock block = AuditBlocks.block(i, payload);
            byte[] noise = AuditBlocks.noise(i, payload);
            byte[] tags = scheme.owner(AuditBlocks.KEY)
                    .mark(new byte[32], noise, payload)
                    .tags();
            write(block, List.of(new byte[BlockHeader.BYTES], tags, noise));
            catalogue.add(block);
        }
        try (Stream<Path> all = Files.walk(root)) {
            paths = all.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path each : paths) {
            String name = each.getFileName().toString();
            BlockId block = new BlockId(Id16.parse(name.substring(0, name.indexOf('.'))));
            open.put(block, FileChannel.open(each, StandardOpenOption.READ));
        }
    }

    private void write(AuditedBlock block, List<byte[]> parts) {
        long length = parts.stream().mapToLong(each -> each.length).sum();
        try (BlockStore.Receiving file = store.begin(AGREEMENT, block.block(), ByteCount.of(length))) {
            parts.forEach(each -> file.write(ByteBuffer.wrap(each)));
            file.commit();
        }
    }

    List<AuditedBlock> catalogue() {
        return catalogue;
    }

    /** What a proof reads them with, to be closed. */
    HeldFiles held() {
        return new HeldFiles(store, AGREEMENT, shape);
    }

    /** Makes the next read of each come from the disk. */
    void forget() {
        paths.forEach(PageCache::forget);
    }

    /** Nothing but the reads of these pieces, and of their tags if wanted, from files that are open, by so many threads. */
    void readAlone(List<Sample> samples, boolean tags, int threads) {
        List<Sample> sorted = samples.stream()
                .sorted(Comparator.<Sample, BlockId>comparing(
                                each -> each.block().block())
                        .thenComparingInt(Sample::piece))
                .toList();
        List<Callable<Void>> readers = IntStream.range(0, threads)
                .<Callable<Void>>mapToObj(first -> () -> {
                    ByteBuffer into = ByteBuffer.allocateDirect(1 << shape.pieceLog2());
                    for (int i = first; i < sorted.size(); i += threads) {
                        read(sorted.get(i), tags, into);
                    }
                    return null;
                })
                .toList();
        try (ExecutorService executor =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            for (Future<Void> each : executor.invokeAll(readers)) {
                each.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void read(Sample sample, boolean tag, ByteBuffer into) throws IOException {
        FileChannel file = Objects.requireNonNull(open.get(sample.block().block()));
        int tags = shape.tagsLength(sample.block().payloadLength());
        if (tag) {
            file.read(into.clear().limit(AuditShape.TAG_BYTES), BlockHeader.BYTES + 16L * sample.piece());
        }
        file.read(into.clear(), BlockHeader.BYTES + tags + shape.offset(sample.piece()));
    }

    @Override
    public void close() throws IOException {
        for (FileChannel each : open.values()) {
            each.close();
        }
        try (Stream<Path> all = Files.walk(root)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
