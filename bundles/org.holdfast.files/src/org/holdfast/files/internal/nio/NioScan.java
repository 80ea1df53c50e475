// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.nio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.holdfast.files.ExtendedAttribute;
import org.holdfast.files.FileContent;
import org.holdfast.files.FileKind;
import org.holdfast.files.PathText;
import org.holdfast.files.ScanEvent;
import org.holdfast.files.ScanOptions;
import org.holdfast.files.ScannedEntry;
import org.holdfast.files.TreeScan;
import org.holdfast.files.Trouble;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.jspecify.annotations.Nullable;

/** The scan of one tree by paths. */
final class NioScan implements TreeScan {
    private static final Comparator<Bytes> BY_BYTES = (a, b) -> Arrays.compareUnsigned(a.toArray(), b.toArray());

    /** A directory that was entered and not yet left; its names are there once it was listed. */
    private static final class Level {
        final ScannedEntry directory;
        final Path path;
        boolean pending;
        Iterator<Bytes> names = List.<Bytes>of().iterator();

        Level(ScannedEntry directory, Path path, boolean pending) {
            this.directory = directory;
            this.path = path;
            this.pending = pending;
        }
    }

    private final ScanOptions options;
    private final Path root;
    private final List<Level> levels = new ArrayList<>();
    private final Deque<Trouble> troubles = new ArrayDeque<>();
    private boolean started;
    private Path at;
    private long fileSystem;
    private @Nullable ScannedEntry last;

    NioScan(Path root, ScanOptions options) {
        this.root = root;
        this.at = root;
        this.options = options;
    }

    @Override
    public boolean hasNext() {
        return !started || !troubles.isEmpty() || !levels.isEmpty();
    }

    @Override
    public ScanEvent next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the scan is over");
        }
        if (!troubles.isEmpty()) {
            return troubles.removeFirst();
        }
        if (!started) {
            started = true;
            return describe(root, NioNames.bytes(root).orElse(Bytes.EMPTY));
        }
        Level level = levels.getLast();
        if (level.pending) {
            list(level);
        }
        if (!troubles.isEmpty()) {
            return troubles.removeFirst();
        }
        if (level.names.hasNext()) {
            Bytes name = level.names.next();
            return describe(NioNames.resolve(level.path, name), name);
        }
        levels.removeLast();
        at = level.path;
        last = level.directory;
        return new ScanEvent.Leave(level.directory);
    }

    @Override
    public void skip() {
        if (last == null || levels.isEmpty() || levels.getLast().directory != last) {
            throw new IllegalStateException("only a directory that was just entered can be skipped");
        }
        levels.getLast().pending = false;
    }

    @Override
    public Optional<byte[]> peek(Bytes name, int limit) {
        if (last == null || levels.isEmpty() || levels.getLast().directory != last) {
            throw new IllegalStateException("only into a directory that was just entered can be looked");
        }
        Path file = NioNames.resolve(levels.getLast().path, name);
        if (!levels.getLast().pending || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(in.readNBytes(limit));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            troubles.add(NioTroubles.of(full(file), "cannot be read", e));
            return Optional.empty();
        }
    }

    @Override
    public Bytes path() {
        String separator = root.getFileSystem().getSeparator();
        return PathText.bytes(root.relativize(at).toString().replace(separator, "/"));
    }

    @Override
    public List<ExtendedAttribute> attributes() {
        lastEntry();
        try {
            return List.copyOf(NioExtras.read(at));
        } catch (IOException e) {
            troubles.add(NioTroubles.of(full(at), "extended attributes cannot be read", e));
            return List.of();
        }
    }

    @Override
    public Optional<FileContent> open() {
        ScannedEntry entry = lastEntry();
        if (entry.kind() != FileKind.FILE) {
            throw new IllegalStateException("only a regular file that was just found can be opened");
        }
        try {
            return Optional.of(NioContent.open(at, full(at), entry));
        } catch (IOException e) {
            troubles.add(NioTroubles.of(full(at), "cannot be opened", e));
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        started = true;
        levels.clear();
        troubles.clear();
    }

    private ScanEvent describe(Path path, Bytes name) {
        at = path;
        last = null;
        try {
            Optional<ScannedEntry> entry = NioAttributes.describe(path, name);
            if (entry.isEmpty()) {
                return new Trouble(full(path), ErrorCode.SOURCE_UNREADABLE, "is of a kind that Holdfast cannot keep");
            }
            last = entry.get();
            return last.kind() == FileKind.DIRECTORY ? enter(last) : new ScanEvent.Found(last);
        } catch (NoSuchFileException e) {
            return levels.isEmpty()
                    ? new Trouble(full(path), ErrorCode.SOURCE_UNREADABLE, "does not exist")
                    : NioTroubles.of(full(path), "cannot be described", e);
        } catch (IOException e) {
            return NioTroubles.of(full(path), "cannot be described", e);
        }
    }

    private ScanEvent enter(ScannedEntry directory) {
        fileSystem = levels.isEmpty() ? directory.device() : fileSystem;
        boolean here = !options.oneFileSystem() || directory.device() == fileSystem;
        levels.add(new Level(directory, at, here));
        return new ScanEvent.Enter(directory);
    }

    private void list(Level level) {
        level.pending = false;
        if (levels.size() - 1 > options.maximumDepth()) {
            troubles.add(new Trouble(
                    full(level.path),
                    ErrorCode.SOURCE_UNREADABLE,
                    "lies more than " + options.maximumDepth() + " directories deep; what it holds was not read"));
            return;
        }
        List<Bytes> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(level.path)) {
            for (Path entry : entries) {
                NioNames.bytes(entry)
                        .ifPresentOrElse(
                                names::add,
                                () -> troubles.add(new Trouble(
                                        full(entry), ErrorCode.SOURCE_UNREADABLE, "has a name that is no text")));
            }
        } catch (IOException e) {
            troubles.add(NioTroubles.of(full(level.path), "cannot be listed", e));
        } catch (DirectoryIteratorException e) {
            troubles.add(NioTroubles.of(full(level.path), "cannot be listed to its end", e.getCause()));
        }
        names.sort(BY_BYTES);
        level.names = names.iterator();
    }

    private ScannedEntry lastEntry() {
        if (last == null) {
            throw new IllegalStateException("the last event was no entry");
        }
        return last;
    }

    private static Bytes full(Path path) {
        return PathText.bytes(path.toString());
    }
}
