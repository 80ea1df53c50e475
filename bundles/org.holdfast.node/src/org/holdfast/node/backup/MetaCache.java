// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.SegmentId;

/**
 * Metadata segments on the own disk, sealed as they are at the partners, so that browsing and the next scan need no
 * partner. Only a cache: whoever reads checks every tag, and a missing or damaged file is fetched again.
 */
public final class MetaCache {
    private static final String DRAFT = ".new";

    private final Path folder;
    private final AtomicLong drafts = new AtomicLong();

    public MetaCache(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            dropDrafts();
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    /** Of a process that was killed. */
    private void dropDrafts() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path each : files.toList()) {
                if (each.toString().endsWith(DRAFT)) {
                    Files.deleteIfExists(each);
                }
            }
        }
    }

    /** Keeps the first {@code length} bytes of a sealed segment. */
    public void keep(SegmentId id, byte[] sealed, int length) {
        Path file = file(id);
        // Two readers may fetch the same segment at once.
        Path draft = file.resolveSibling(file.getFileName() + "." + drafts.incrementAndGet() + DRAFT);
        try {
            write(draft, ByteBuffer.wrap(sealed, 0, length));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    /** Forced before it gets its name: else a power cut could leave a name with other bytes. */
    private static void write(Path draft, ByteBuffer bytes) throws IOException {
        try (FileChannel out = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
    }

    /** The sealed segment, if it is here. */
    public Optional<byte[]> load(SegmentId id) {
        try {
            return Optional.of(Files.readAllBytes(file(id)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failed(file(id), e);
        }
    }

    /** Whether no segment was ever kept, or all were dropped. */
    public boolean isEmpty() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    /** Removes a file that turned out to be damaged. */
    public void drop(SegmentId id) {
        try {
            Files.deleteIfExists(file(id));
        } catch (IOException e) {
            throw failed(file(id), e);
        }
    }

    private Path file(SegmentId id) {
        return folder.resolve(id + ".seg");
    }

    private static HoldfastException failed(Path file, IOException cause) {
        return new HoldfastException(
                ErrorCode.DISK_FAILED,
                file.toString(),
                "Cannot use the metadata cache at " + file + ": " + cause.getMessage()
                        + ". Check the disk and its space.",
                cause);
    }
}
