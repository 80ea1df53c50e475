// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.holdfast.format.Mac;
import org.holdfast.model.ByteCount;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes of large files in a folder, one file each, named by a hash of the path. Losing them costs space once, nothing else;
 * so they are not forced to the disk, and the oldest go when they become too many. One thread's.
 */
public final class PageNotes {
    private static final Logger LOG = LoggerFactory.getLogger(PageNotes.class);
    private static final ByteCount MOST = ByteCount.mebibytes(256);
    private static final String DRAFT = ".new";

    private final Path folder;
    private final long most;

    public PageNotes(Path folder) {
        this(folder, MOST);
    }

    PageNotes(Path folder, ByteCount most) {
        this.folder = folder;
        this.most = most.value();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new HoldfastException(
                    ErrorCode.DISK_FAILED,
                    folder.toString(),
                    "Cannot make the folder " + folder + ": " + e.getMessage() + ". Check the disk and its space.",
                    e);
        }
    }

    Optional<PageMap> open(byte[] path, byte[] key) {
        return PageMap.open(file(path), key);
    }

    PageNoteWriter begin(byte[] path, byte[] key) {
        Path file = file(path);
        return new PageNoteWriter(file, file.resolveSibling(file.getFileName() + DRAFT), key);
    }

    private Path file(byte[] path) {
        return folder.resolve(Mac.sha256(path).toString().substring(0, 32));
    }

    /** A file here. */
    private record Note(Path file, long bytes, FileTime written) {}

    /** Lets the oldest go until the others fit; drafts of a process that was killed always. */
    public void trim() {
        try {
            List<Note> newestFirst = new ArrayList<>(notes());
            newestFirst.sort(Comparator.comparing(Note::written).reversed());
            long kept = 0;
            for (Note each : newestFirst) {
                boolean draft = each.file().toString().endsWith(DRAFT);
                kept += draft ? 0 : each.bytes();
                if (kept > most || draft) {
                    Files.deleteIfExists(each.file());
                }
            }
        } catch (IOException e) {
            LOG.warn("Old page notes in {} cannot be removed: {}", folder, e.getMessage());
        }
    }

    private List<Note> notes() throws IOException {
        List<Note> notes = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path each : files.toList()) {
                BasicFileAttributes attributes = Files.readAttributes(each, BasicFileAttributes.class);
                notes.add(new Note(each, attributes.size(), attributes.lastModifiedTime()));
            }
        }
        return notes;
    }
}
