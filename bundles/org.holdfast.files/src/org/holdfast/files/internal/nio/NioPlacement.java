// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.nio;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.holdfast.files.PathText;
import org.holdfast.files.Restored;
import org.holdfast.files.Warning;
import org.holdfast.files.internal.TemporaryName;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/** Gives one entry its place: made under a temporary name beside it, then renamed. */
record NioPlacement(Path directory, Bytes name, boolean overwrite) {
    private static final long FULL = 1 << 20;

    Path place() {
        return NioNames.resolve(directory, name);
    }

    Path temporary() {
        return NioNames.resolve(directory, TemporaryName.of(name));
    }

    Optional<Restored.Refused> obstacle() {
        if (!Files.exists(place(), LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        boolean directory = Files.isDirectory(place(), LinkOption.NOFOLLOW_LINKS);
        return directory || !overwrite
                ? Optional.of(exists(directory ? "it is a directory" : "it exists already"))
                : Optional.empty();
    }

    void removeOld() throws IOException {
        Files.deleteIfExists(temporary());
    }

    Restored commit(List<Warning> warnings) throws IOException {
        if (overwrite) {
            Files.move(temporary(), place(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.move(temporary(), place());
        }
        return new Restored.Done(warnings);
    }

    /** What becomes of the entry, or of the whole restore, after an exception. */
    Restored.Refused refused(String doing, IOException cause) {
        if (cause instanceof FileAlreadyExistsException) {
            return exists("it exists already");
        }
        throwIfFull(doing, cause);
        return new Restored.Refused(
                ErrorCode.RESTORE_INCOMPLETE, PathText.shown(name) + " " + doing + ": " + NioTroubles.reason(cause));
    }

    HoldfastException failed(String doing, IOException cause) {
        throwIfFull(doing, cause);
        return exception(ErrorCode.DISK_FAILED, doing, cause);
    }

    Restored.Refused exists(String what) {
        return new Restored.Refused(ErrorCode.TARGET_EXISTS, PathText.shown(name) + " is in the way: " + what);
    }

    private void throwIfFull(String doing, IOException cause) {
        boolean full;
        try {
            full = Files.getFileStore(directory).getUsableSpace() < FULL;
        } catch (IOException e) {
            cause.addSuppressed(e);
            full = false;
        }
        if (full) {
            throw exception(ErrorCode.NO_SPACE, doing, cause);
        }
    }

    private HoldfastException exception(ErrorCode code, String doing, IOException cause) {
        String shown = PathText.shown(name);
        return new HoldfastException(code, shown, shown + " " + doing + ": " + NioTroubles.reason(cause), cause);
    }
}
