// SPDX-License-Identifier: EPL-2.0
package org.holdfast.holdings.internal;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.holdfast.core.port.BlockStore;
import org.holdfast.model.ByteCount;

/**
 * A block's file that is read past the system's cache: in whole blocks of the file system, into memory that begins at such
 * a block. For one thread.
 */
final class UncachedBlock implements BlockStore.Reading {
    /** With larger blocks, as ZFS has them, a piece of 4 KiB would cost too much. */
    private static final long LARGEST = 4096;

    /** A constant of the JDK's module jdk.unsupported, which javac warns of; empty in a Java without it. */
    private static final Optional<OpenOption> DIRECT = direct();

    private final Path path;
    private final FileChannel channel;
    private final long blockSize;
    private final Arena memory = Arena.ofConfined();
    /** What was read last, up to its limit, and where it begins: tags of one block are often asked for in a row. */
    private final ByteBuffer blocks;

    private long first;

    private UncachedBlock(Path path, FileChannel channel, long blockSize) {
        this.path = path;
        this.channel = channel;
        this.blockSize = blockSize;
        blocks = memory.allocate(2 * LARGEST, blockSize).asByteBuffer().limit(0);
    }

    private static Optional<OpenOption> direct() {
        try {
            Class<?> options =
                    Class.forName("com.sun.nio.file.ExtendedOpenOption", true, ClassLoader.getPlatformClassLoader());
            return Stream.ofNullable(options.getEnumConstants())
                    .flatMap(Arrays::stream)
                    .filter(each -> each.toString().equals("DIRECT"))
                    .map(OpenOption.class::cast)
                    .findFirst();
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    /** What reads have to be multiples of; 0 where the file system does not say. */
    static long blockSize(Path folder) throws IOException {
        try {
            return Files.getFileStore(folder).getBlockSize();
        } catch (UnsupportedOperationException e) {
            return 0;
        }
    }

    static boolean fits(long blockSize) {
        return DIRECT.isPresent() && blockSize > 0 && blockSize <= LARGEST && Long.bitCount(blockSize) == 1;
    }

    /** Empty if there is no such file, or it cannot be opened in this way. */
    static Optional<BlockStore.Reading> open(Path file, long blockSize) {
        try {
            Set<OpenOption> how = Set.of(StandardOpenOption.READ, DIRECT.orElseThrow());
            return Optional.of(new UncachedBlock(file, FileChannel.open(file, how), blockSize));
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty(); // the usual way says what is wrong, if it is not only this one
        }
    }

    @Override
    public ByteCount length() {
        try {
            return ByteCount.of(channel.size());
        } catch (IOException e) {
            throw Faults.failed(path, e);
        }
    }

    @Override
    public void read(long offset, ByteBuffer into) {
        try {
            long at = offset;
            while (into.hasRemaining()) {
                int skipped = load(at, into.remaining());
                if (skipped >= blocks.limit()) {
                    return;
                }
                int count = Math.min(blocks.limit() - skipped, into.remaining());
                into.put(blocks.slice(skipped, count));
                at += count;
            }
        } catch (IOException e) {
            throw Faults.failed(path, e);
        }
    }

    /** Has at least the first of these bytes in memory, if the file has it. @return where it is there */
    private int load(long at, int length) throws IOException {
        if (at < first || at >= first + blocks.limit()) {
            first = at - at % blockSize;
            long end = Math.ceilDiv(at + length, blockSize) * blockSize;
            blocks.clear().limit((int) Math.min(end - first, blocks.capacity()));
            int got = channel.read(blocks, first);
            blocks.clear().limit(Math.max(0, got));
        }
        return (int) (at - first);
    }

    @Override
    public void close() {
        try (memory) {
            channel.close();
        } catch (IOException e) {
            throw Faults.failed(path, e);
        }
    }
}
