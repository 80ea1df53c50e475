// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the node hands out, below a folder, with the rights of the user who runs the command: content, permissions
 * and times of files, folders, and symbolic links. A file bears a temporary name until it is whole. What cannot be
 * written is a problem, and the rest goes on. One thread's.
 */
final class OwnFilesWriter implements AutoCloseable {
    private static final PosixFilePermission[] BITS = PosixFilePermission.values(); // rwx of owner, group, others

    private final Path to;
    private final boolean overwrite;
    private final List<String> problems = new ArrayList<>();
    private final Map<Path, JsonObject> folders = new LinkedHashMap<>();
    private @Nullable OpenFile open;
    private long files;
    private long bytes;

    /** A file that is being written. */
    private record OpenFile(Path path, Path draft, RandomAccessFile content, JsonObject entry) {}

    OwnFilesWriter(Path to, boolean overwrite) {
        this.to = to.toAbsolutePath().normalize();
        this.overwrite = overwrite;
    }

    long files() {
        return files;
    }

    long bytes() {
        return bytes;
    }

    List<String> problems() {
        return problems;
    }

    /** What {@link OwnFilesClient} hands over. @throws HoldfastException DISK_FAILED if nothing more can be written */
    void take(JsonObject object, byte[] content) {
        try {
            switch (Fields.text(object, "type")) {
                case "entry" -> {
                    finish();
                    begin(object);
                }
                case "data" -> write(Fields.number(object, "position"), content);
                case "problem" -> {
                    abandon();
                    problems.add(Fields.text(object, "path") + ": " + Fields.text(object, "message"));
                }
                default -> {
                    // others may come from a newer node
                }
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private HoldfastException failed(IOException cause) {
        return new HoldfastException(
                ErrorCode.DISK_FAILED,
                to.toString(),
                "Cannot go on writing below " + to + ": " + cause
                        + ". What is there under its own name is whole; again," + " what is there stays.",
                cause);
    }

    private void begin(JsonObject entry) {
        String shown = Fields.text(entry, "path");
        try {
            Path path = place(shown);
            Files.createDirectories(path.getParent());
            switch (Fields.text(entry, "kind")) {
                case "directory" -> folder(path, entry);
                case "symlink" -> link(path, Fields.text(entry, "link_target"));
                case "file" -> open(path, entry);
                default -> problems.add(shown + ": a " + Fields.text(entry, "kind") + " is not restored like this");
            }
        } catch (FileAlreadyExistsException e) {
            problems.add(shown + ": it is there already; --overwrite writes it anew");
        } catch (IOException | InvalidPathException e) {
            problems.add(shown + ": it cannot be written (" + e + ")");
        }
    }

    private void folder(Path path, JsonObject entry) throws IOException {
        if (overwrite || Files.notExists(path)) {
            folders.put(path, entry);
        }
        Files.createDirectories(path);
    }

    /** @throws IOException if the name cannot be one here, or leads out of the folder */
    private Path place(String shown) throws IOException {
        Path path = to.resolve(shown.substring(1)).normalize();
        if (!shown.startsWith("/") || shown.contains("\\") || !path.startsWith(to) || path.equals(to)) {
            throw new IOException("its name has bytes that this command cannot write");
        }
        return path;
    }

    private void link(Path path, String target) throws IOException {
        if (overwrite && Files.isSymbolicLink(path)) {
            Files.delete(path);
        }
        Files.createSymbolicLink(path, Path.of(target));
        files++;
    }

    private void open(Path path, JsonObject entry) throws IOException {
        if (!overwrite && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(path.toString());
        }
        Path draft = Files.createTempFile(path.getParent(), ".holdfast-", ".new");
        open = new OpenFile(path, draft, new RandomAccessFile(draft.toFile(), "rw"), entry);
    }

    private void write(long position, byte[] content) throws IOException {
        OpenFile file = open;
        if (file != null) { // else it could not be made, and that is said already
            file.content().seek(position);
            file.content().write(content);
            bytes += content.length;
        }
    }

    /** The file that came last is whole. */
    private void finish() throws IOException {
        OpenFile file = open;
        if (file == null) {
            return;
        }
        try (RandomAccessFile content = file.content()) {
            content.setLength(Fields.number(file.entry(), "size"));
            content.getFD().sync();
        }
        dress(file.draft(), file.entry());
        try {
            place(file);
            files++;
            open = null;
        } catch (FileAlreadyExistsException e) {
            abandon();
            problems.add(file.path() + ": somebody else has just made it; it stays");
        }
    }

    private void place(OpenFile file) throws IOException {
        if (overwrite) {
            Files.move(file.draft(), file.path(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.move(file.draft(), file.path());
        }
    }

    private static void dress(Path path, JsonObject entry) throws IOException {
        int mode = Integer.parseInt(Fields.text(entry, "mode"), 8);
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int i = 0; i < BITS.length; i++) {
            if ((mode & (1 << (BITS.length - 1 - i))) != 0) {
                permissions.add(BITS[i]);
            }
        }
        Files.setLastModifiedTime(path, FileTime.from(Instant.parse(Fields.text(entry, "modified"))));
        Files.setPosixFilePermissions(path, permissions);
    }

    private void abandon() throws IOException {
        OpenFile file = open;
        open = null;
        if (file != null) {
            file.content().close();
            Files.deleteIfExists(file.draft());
        }
    }

    /** Everything has come: what is open is whole, and folders get their times last, as writing into them changes these. */
    void end() {
        try {
            finish();
            for (Map.Entry<Path, JsonObject> each :
                    List.copyOf(folders.entrySet()).reversed()) {
                dress(each.getKey(), each.getValue());
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Without {@link #end} before it, removes the file that is not whole. */
    @Override
    public void close() {
        try {
            abandon();
        } catch (IOException e) {
            throw failed(e);
        }
    }
}
