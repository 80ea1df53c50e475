// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Id16;
import org.holdfast.model.MalformedInput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of the chunk index: {@code <run id>.run} for each run, {@code runs.txt} with their order, and a {@code .tmp}
 * file of what is being written. Used by one thread at a time. All trouble with files becomes NO_SPACE or DISK_FAILED.
 */
public final class RunFolder {
    /** Writes a run's rows. */
    public interface Content {
        void write(RunWriter out) throws IOException;
    }

    /** Does something to files. */
    private interface Action<T> {
        T run() throws IOException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);
    private static final String RUN = ".run";
    private static final String TEMPORARY = ".tmp";
    private final Path folder;
    private final Path temporary;
    private final RunOrder order;

    public RunFolder(Path folder) {
        this.folder = folder;
        this.temporary = folder.resolve("next" + TEMPORARY);
        this.order = new RunOrder(folder.resolve("runs.txt"));
    }

    /** The runs that should be here, oldest first; empty if the list does not read. */
    public Optional<List<Id16>> order() {
        return guarded(order::read);
    }

    /** Durable on return. */
    public void setOrder(List<Id16> ids) {
        guarded(() -> {
            order.write(ids, temporary);
            return place(order.file());
        });
    }

    /** Makes the folder, and removes what a crash left half-written or not yet deleted. */
    public void tidy(List<Id16> wanted) {
        List<String> keep = wanted.stream().map(id -> id + RUN).toList();
        guarded(() -> {
            Files.createDirectories(folder);
            for (Path file : files()) {
                String name = file.getFileName().toString();
                if (name.endsWith(TEMPORARY) || name.endsWith(RUN) && !keep.contains(name)) {
                    Files.delete(file);
                }
            }
            return true;
        });
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }

    public boolean has(Id16 id) {
        return Files.exists(file(id));
    }

    /** @throws HoldfastException MALFORMED_INPUT if the file is damaged; NEWER_VERSION */
    public RunFile open(Id16 id) {
        return guarded(() -> {
            RunScan scan = RunScan.of(file(id));
            if (!scan.id().equals(id)) {
                throw new MalformedInput("index run", 0, "its content is not that of run " + id);
            }
            return RunFile.open(file(id), scan);
        });
    }

    /** A new run from what {@code content} writes; its file is durable, but not yet in the order. */
    public RunFile create(Content content) {
        return guarded(() -> {
            try (RunWriter out = new RunWriter(temporary)) {
                content.write(out);
                out.finish();
            }
            return adopt();
        });
    }

    /** A new run from its encoded form. @throws HoldfastException MALFORMED_INPUT, NEWER_VERSION */
    public RunFile create(ByteBuffer encoded) {
        return guarded(() -> {
            try (FileChannel out = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer bytes = encoded.duplicate();
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            return adopt();
        });
    }

    /** Checks the temporary file and gives it the name that its content demands. */
    private RunFile adopt() throws IOException {
        RunScan scan = RunScan.of(temporary);
        return RunFile.open(place(file(scan.id())), scan);
    }

    /** Where an open file cannot be deleted, the next start does it. */
    public void delete(Id16 id) {
        try {
            Files.deleteIfExists(file(id));
        } catch (IOException e) {
            LOG.debug("run {} is deleted at the next start", id, e);
        }
    }

    private Path file(Id16 id) {
        return folder.resolve(id + RUN);
    }

    /** Gives the temporary file, already forced, its name; both are on the disk afterwards. */
    private Path place(Path target) throws IOException {
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        // Windows cannot open a folder; there a run may be missing after a power cut, which is noticed at the start.
        if (!System.getProperty("os.name").startsWith("Windows")) {
            try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
                opened.force(true);
            }
        }
        return target;
    }

    private <T> T guarded(Action<T> action) {
        try {
            return action.run();
        } catch (IOException e) {
            throw folder.toFile().getUsableSpace() == 0 && Files.isDirectory(folder)
                    ? new HoldfastException(
                            ErrorCode.NO_SPACE,
                            folder.toString(),
                            "there is no space left for the chunk index in " + folder + ": free some, then try again",
                            true,
                            e)
                    : new HoldfastException(
                            ErrorCode.DISK_FAILED,
                            folder.toString(),
                            "the chunk index in " + folder + " cannot be read or written: check the disk",
                            e);
        }
    }
}
