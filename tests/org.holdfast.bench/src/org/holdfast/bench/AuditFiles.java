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
import java.util.List;
import java.util.SplittableRandom;
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
import org.holdfast.model.ByteCount;
import org.holdfast.model.Id16;
import org.holdfast.spi.audit.AuditScheme;
import org.holdfast.spi.audit.AuditShape;
import org.holdfast.spi.audit.AuditedBlock;

/** Blocks of noise as a holder keeps them, a file each; and what their disk can do. */
final class AuditFiles implements AutoCloseable {
    private static final AgreementId AGREEMENT = new AgreementId(new Id16(1, 1));
    private static final int PIECE = 4096;

    private final Path root;
    private final BlockStore store;
    private final List<AuditedBlock> catalogue = new ArrayList<>();
    private final List<Path> paths;
    private final List<FileChannel> open = new ArrayList<>();

    AuditFiles(AuditScheme scheme, int count, int payload) throws IOException {
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
            open.add(FileChannel.open(each, StandardOpenOption.READ));
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
    HeldFiles held(AuditShape shape) {
        return new HeldFiles(store, AGREEMENT, shape);
    }

    /** Makes the next read of each come from the disk. */
    void forget() {
        paths.forEach(PageCache::forget);
    }

    /** Nothing but reads of 4 KiB at random places of files that are open, by so many threads. */
    void readAtRandom(int seed, int reads, int threads) {
        var random = new SplittableRandom(seed);
        List<int[]> places = Stream.generate(() -> new int[] {random.nextInt(open.size()), random.nextInt(300)})
                .limit(reads)
                .sorted(Comparator.<int[]>comparingInt(each -> each[0]).thenComparingInt(each -> each[1]))
                .toList();
        List<Callable<Void>> readers = IntStream.range(0, threads)
                .<Callable<Void>>mapToObj(first -> () -> {
                    ByteBuffer into = ByteBuffer.allocateDirect(PIECE);
                    for (int i = first; i < reads; i += threads) {
                        open.get(places.get(i)[0]).read(into.clear(), (long) places.get(i)[1] * PIECE);
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

    @Override
    public void close() throws IOException {
        for (FileChannel each : open) {
            each.close();
        }
        try (Stream<Path> all = Files.walk(root)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
