// SPDX-License-Identifier: EPL-2.0
package org.holdfast.holdings.internal;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.holdfast.core.port.BlockStore;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Id16;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder with the block files: where each lies, and what makes names durable. Thread-safe. */
public final class BlockFolder {
    private static final Logger LOG = LoggerFactory.getLogger(BlockFolder.class);
    private static final String BLOCK = ".blk";
    private static final String TEMPORARY = ".tmp";
    private static final int DEPTH = 3;
    private static final boolean CAN_FORCE = !System.getProperty("os.name").startsWith("Windows");

    private final Path root;

    /** Folders whose own names are on the disk. Guarded by itself while one is made. */
    private final Set<Path> durable = ConcurrentHashMap.newKeySet();

    private final AtomicLong temporaries = new AtomicLong();
    private final AtomicBoolean failed = new AtomicBoolean();

    private final long blockSize;

    private BlockFolder(Path root, long blockSize) {
        this.root = root;
        this.blockSize = blockSize;
    }

    public static BlockFolder open(Path root) {
        try {
            Files.createDirectories(root);
            BlockFolder folder = new BlockFolder(root, UncachedBlock.blockSize(root));
            folder.force(root.toAbsolutePath().getParent());
            folder.deleteTemporaries();
            return folder;
        } catch (IOException e) {
            throw Faults.failed(root, e);
        }
    }

    /** Looks at names only, so that a start does not touch every block. */
    private void deleteTemporaries() throws IOException {
        for (Path agreement : entries(root, "*")) {
            for (Path part : entries(agreement, "*")) {
                for (Path file : entries(part, "*" + TEMPORARY)) {
                    LOG.debug("deleting {}, which was never finished", file);
                    Files.delete(file);
                }
            }
        }
    }

    private static List<Path> entries(Path folder, String pattern) throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, pattern)) {
                entries.forEach(found::add);
            }
        }
        return found;
    }

    public Path file(AgreementId agreement, BlockId block) {
        String name = block.toString();
        return root.resolve(agreement.toString()).resolve(name.substring(0, 2)).resolve(name + BLOCK);
    }

    /** @throws org.holdfast.model.HoldfastException DISK_FAILED after an error that may have broken a promise */
    public void requireHealthy() {
        if (failed.get()) {
            throw Faults.failed(root, new IOException("an earlier write could not be forced to the disk"));
        }
    }

    /** A name beside a block's file that nobody else uses; its folder is there and durable. */
    Path temporary(Path file) throws IOException {
        makeDurable(file.getParent());
        String name = file.getFileName().toString();
        return file.resolveSibling(name + "." + temporaries.incrementAndGet() + TEMPORARY);
    }

    /** Makes a folder and those above it, and forces each into its parent, once while the node runs. */
    private void makeDurable(Path folder) throws IOException {
        if (!durable.contains(folder) && !folder.equals(root)) {
            synchronized (durable) {
                makeDurable(folder.getParent());
                Files.createDirectories(folder);
                force(folder.getParent());
                durable.add(folder);
            }
        }
    }

    /** Puts what happened to the names in a folder on the disk. */
    void force(Path folder) throws IOException {
        if (CAN_FORCE) {
            try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
                force(opened);
            }
        }
    }

    /** After an error here the store takes nothing any more: what was dropped would look written at the next try. */
    void force(FileChannel file) throws IOException {
        try {
            file.force(true);
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            failed.set(true);
            throw e;
        }
    }

    public Optional<BlockStore.Reading> read(Path file) {
        try {
            return Optional.of(new ReadingBlock(file, FileChannel.open(file, StandardOpenOption.READ)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw Faults.failed(file, e);
        }
    }

    /**
     * Reads parts of a block past the system's cache where that can be: a few bytes at the beginning of a file would
     * otherwise bring four pages along, and what is read once would push out what others use. Where it cannot be, or fails,
     * the usual way counts. @return why not all parts could be read
     */
    public Optional<IOException> readPastCache(Path file, BlockStore.Wanted wanted) {
        if (UncachedBlock.fits(blockSize)
                && wanted.read(() -> UncachedBlock.open(file, blockSize)).isEmpty()) {
            return Optional.empty();
        }
        return wanted.read(() -> read(file));
    }

    public void delete(Path file) {
        try {
            if (Files.deleteIfExists(file)) {
                force(file.getParent());
            }
        } catch (IOException e) {
            throw Faults.failed(file, e);
        }
    }

    public Stream<BlockStore.Stored> list() {
        try {
            return Files.find(root, DEPTH, (path, kind) -> kind.isRegularFile()).flatMap(path -> stored(path).stream());
        } catch (IOException e) {
            throw Faults.failed(root, e);
        }
    }

    /** The block that a file is; empty for files that are none, and for those deleted while the list is read. */
    private Optional<BlockStore.Stored> stored(Path path) {
        String name = path.getFileName().toString();
        Path relative = root.relativize(path);
        if (!name.endsWith(BLOCK) || relative.getNameCount() != DEPTH) {
            return Optional.empty();
        }
        try {
            AgreementId agreement =
                    new AgreementId(Id16.parse(relative.getName(0).toString()));
            BlockId block = new BlockId(Id16.parse(name.substring(0, name.length() - BLOCK.length())));
            return file(agreement, block).equals(path)
                    ? Optional.of(new BlockStore.Stored(agreement, block, ByteCount.of(Files.size(path))))
                    : Optional.empty();
        } catch (NoSuchFileException | IllegalArgumentException e) {
            LOG.debug("{} is no block", path, e);
            return Optional.empty();
        } catch (IOException e) {
            throw Faults.failed(path, e);
        }
    }
}
