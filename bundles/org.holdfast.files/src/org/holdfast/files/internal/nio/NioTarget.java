// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.nio;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.holdfast.files.EntryMetadata;
import org.holdfast.files.FileContent;
import org.holdfast.files.FileKind;
import org.holdfast.files.FileStart;
import org.holdfast.files.PathText;
import org.holdfast.files.RestoreOptions;
import org.holdfast.files.Restored;
import org.holdfast.files.ScannedEntry;
import org.holdfast.files.TreeTarget;
import org.holdfast.files.Warning;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;

/**
 * Writes one tree by paths. Every directory on the way is looked at before it is entered and must not be a link; unlike
 * on Linux, someone who may change those directories during the restore could still win a race against that look.
 */
final class NioTarget implements TreeTarget {
    private final RestoreOptions options;
    private final NioNames names;
    private final NioMetadata metadata;
    private final Deque<Path> directories = new ArrayDeque<>();
    private boolean finished;

    NioTarget(Path root, RestoreOptions options, NioNames names) {
        this.options = options;
        this.names = names;
        this.metadata = new NioMetadata(options);
        directories.push(root);
    }

    /** Makes an entry at a temporary path. */
    private interface Maker {
        void make(Path temporary) throws IOException;
    }

    @Override
    public Restored enter(Bytes name) {
        Optional<Restored.Refused> refused = names.refuse(name);
        if (refused.isPresent()) {
            return refused.get();
        }
        NioPlacement placement = placement(name);
        try {
            boolean directory = Files.isDirectory(placement.place(), LinkOption.NOFOLLOW_LINKS);
            if (!directory && options.overwrite()) {
                Files.deleteIfExists(placement.place());
            }
            if (directory) {
                NioMetadata.makeUsable(placement.place());
            } else {
                Files.createDirectory(placement.place());
            }
        } catch (FileAlreadyExistsException e) {
            return placement.exists("it is no directory");
        } catch (IOException e) {
            return placement.refused("cannot be made", e);
        }
        directories.push(placement.place());
        return new Restored.Done(List.of());
    }

    @Override
    public Restored leave(EntryMetadata wanted) {
        List<Warning> warnings = metadata.apply(directory(), FileKind.DIRECTORY, wanted);
        if (directories.size() == 1) {
            finished = true;
        } else {
            directories.pop();
        }
        return new Restored.Done(warnings);
    }

    @Override
    public FileStart file(Bytes name, long size) {
        if (size < 0) {
            throw new IllegalArgumentException("a file cannot have " + size + " bytes");
        }
        Optional<Restored.Refused> refused =
                names.refuse(name).or(() -> placement(name).obstacle());
        return refused.isPresent() ? refused.get() : NioSink.open(placement(name), size, options);
    }

    @Override
    public Restored symlink(Bytes name, Bytes linkTarget, EntryMetadata wanted) {
        Optional<String> target = NioNames.text(linkTarget).filter(text -> !text.isEmpty() && text.indexOf(0) < 0);
        if (target.isEmpty()) {
            return new Restored.Refused(
                    ErrorCode.MALFORMED_INPUT, PathText.shown(name) + " points at no path of this system");
        }
        return make(name, temporary -> Files.createSymbolicLink(temporary, Path.of(target.get())), wanted);
    }

    @Override
    public Restored fifo(Bytes name, EntryMetadata wanted) {
        return impossible(name, "a FIFO");
    }

    @Override
    public Restored socket(Bytes name, EntryMetadata wanted) {
        return impossible(name, "a socket");
    }

    @Override
    public Restored device(Bytes name, FileKind kind, long rdev, EntryMetadata wanted) {
        return impossible(name, "a device node");
    }

    @Override
    public Restored hardLink(Bytes name, List<Bytes> earlier) {
        Path existing = directories.getLast();
        for (Bytes component : earlier) {
            Optional<Restored.Refused> refused = names.refuse(component);
            if (refused.isPresent()) {
                return refused.get();
            }
            if (Files.isSymbolicLink(existing)) {
                return placement(name).exists("the path to it leads through a symbolic link");
            }
            existing = NioNames.resolve(existing, component);
        }
        Path found = existing;
        return names.refuse(name).map(Restored.class::cast).orElseGet(() -> link(name, found));
    }

    @Override
    public Optional<ScannedEntry> look(Bytes name) {
        try {
            return names.refuse(name).isPresent()
                    ? Optional.empty()
                    : NioAttributes.describe(placement(name).place(), name);
        } catch (IOException e) {
            // What cannot be described is not there; making it will tell more.
            return Optional.empty();
        }
    }

    @Override
    public Optional<FileContent> read(Bytes name) {
        Optional<ScannedEntry> found = look(name).filter(each -> each.kind() == FileKind.FILE);
        try {
            return found.isPresent()
                    ? Optional.of(NioContent.open(placement(name).place(), name, found.get()))
                    : Optional.empty();
        } catch (IOException e) {
            // What cannot be read is no help; writing the file anew will tell more.
            return Optional.empty();
        }
    }

    /** Nothing is left to do: NIO cannot do this for many files, so each is put on the disk before it gets its name. */
    @Override
    public void sync() {}

    @Override
    public void close() {
        finished = true;
    }

    private Restored link(Bytes name, Path existing) {
        NioPlacement placement = placement(name);
        try {
            if (Files.exists(placement.place(), LinkOption.NOFOLLOW_LINKS)
                    && Files.isSameFile(existing, placement.place())) {
                return new Restored.Done(List.of());
            }
            Optional<Restored.Refused> obstacle = placement.obstacle();
            if (obstacle.isPresent()) {
                return obstacle.get();
            }
            placement.removeOld();
            Files.createLink(placement.temporary(), existing);
            return placement.commit(List.of());
        } catch (IOException e) {
            return placement.refused("cannot be linked", e);
        } catch (UnsupportedOperationException e) {
            return new Restored.Refused(ErrorCode.RESTORE_INCOMPLETE, "this system has no hard links");
        }
    }

    private Restored make(Bytes name, Maker maker, EntryMetadata wanted) {
        Optional<Restored.Refused> refused =
                names.refuse(name).or(() -> placement(name).obstacle());
        if (refused.isPresent()) {
            return refused.get();
        }
        NioPlacement placement = placement(name);
        try {
            placement.removeOld();
            maker.make(placement.temporary());
            return placement.commit(metadata.apply(placement.temporary(), FileKind.SYMLINK, wanted));
        } catch (IOException e) {
            return placement.refused("cannot be made", e);
        } catch (UnsupportedOperationException e) {
            return new Restored.Refused(ErrorCode.RESTORE_INCOMPLETE, "this system has no symbolic links");
        }
    }

    private Restored impossible(Bytes name, String what) {
        return names.refuse(name)
                .map(Restored.class::cast)
                .orElseGet(() -> new Restored.Refused(
                        ErrorCode.RESTORE_INCOMPLETE,
                        PathText.shown(name) + " is " + what + ", which cannot be made on this system"));
    }

    private NioPlacement placement(Bytes name) {
        return new NioPlacement(directory(), name, options.overwrite());
    }

    private Path directory() {
        if (finished) {
            throw new IllegalStateException("the root has been left");
        }
        return directories.getFirst();
    }
}
