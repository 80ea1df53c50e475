// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.nio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.files.EntryMetadata;
import org.holdfast.files.ExtendedAttribute;
import org.holdfast.files.FileKind;
import org.holdfast.files.PathText;
import org.holdfast.files.RestoreOptions;
import org.holdfast.files.ScannedEntry;
import org.holdfast.files.Warning;
import org.holdfast.model.Bytes;

/** Sets what metadata the system has: owner, mode, attributes, times, in this order. */
final class NioMetadata {
    private static final int SET_IDS = 06000;
    private static final int OWNER = 0700;
    private static final int MODE = 07777;

    private final RestoreOptions options;

    NioMetadata(RestoreOptions options) {
        this.options = options;
    }

    /** One thing to set, which the system may refuse. */
    private interface Setting {
        void set() throws IOException;
    }

    List<Warning> apply(Path path, FileKind kind, EntryMetadata wanted) {
        List<Warning> warnings = new ArrayList<>();
        if (!NioAttributes.isUnix(path)) {
            warnings.add(new Warning(Warning.Aspect.OWNER, "this system has no users, groups and modes of this kind"));
        } else {
            boolean owner = setOwner(path, wanted, warnings);
            if (kind != FileKind.SYMLINK) {
                setMode(path, kind, wanted.mode(), owner && options.privileged(), warnings);
            }
        }
        wanted.attributes().forEach(attribute -> setAttribute(path, attribute, warnings));
        setTimes(path, wanted, warnings);
        return warnings;
    }

    /** A directory that was left as the backup had it may forbid its own owner to work in it. */
    static void makeUsable(Path directory) {
        try {
            int mode = NioAttributes.isUnix(directory)
                    ? (Integer) Files.getAttribute(directory, "unix:mode", LinkOption.NOFOLLOW_LINKS) & MODE
                    : OWNER;
            if ((mode & OWNER) != OWNER) {
                Files.setAttribute(directory, "unix:mode", mode | OWNER);
            }
        } catch (IOException e) {
            // It is somebody else's. Perhaps one may write in it all the same; if not, each file in it tells.
        }
    }

    private boolean setOwner(Path path, EntryMetadata wanted, List<Warning> warnings) {
        return attempt(warnings, Warning.Aspect.OWNER, "cannot be changed", () -> {
            Optional<ScannedEntry> now = NioAttributes.describe(path, Bytes.EMPTY);
            if (now.filter(entry -> entry.uid() == wanted.uid() && entry.gid() == wanted.gid())
                    .isEmpty()) {
                Files.setAttribute(path, "unix:uid", wanted.uid(), LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(path, "unix:gid", wanted.gid(), LinkOption.NOFOLLOW_LINKS);
            }
        });
    }

    private void setMode(Path path, FileKind kind, int wanted, boolean trusted, List<Warning> warnings) {
        boolean lost = kind != FileKind.DIRECTORY && (wanted & SET_IDS) != 0 && !trusted;
        if (lost) {
            warnings.add(new Warning(
                    Warning.Aspect.MODE, "lost set-user-id or set-group-id, which only root restores, when asked for"));
        }
        int mode = lost ? wanted & ~SET_IDS : wanted;
        attempt(warnings, Warning.Aspect.MODE, "cannot be changed", () -> Files.setAttribute(path, "unix:mode", mode));
    }

    private void setAttribute(Path path, ExtendedAttribute attribute, List<Warning> warnings) {
        String name = PathText.shown(attribute.name());
        attempt(warnings, Warning.Aspect.ATTRIBUTE, name + " cannot be set", () -> {
            if (!NioExtras.write(path, attribute)) {
                warnings.add(new Warning(Warning.Aspect.ATTRIBUTE, name + " has no place on this system"));
            }
        });
    }

    private void setTimes(Path path, EntryMetadata wanted, List<Warning> warnings) {
        attempt(warnings, Warning.Aspect.TIME, "cannot be changed", () -> {
            FileTime time = FileTime.from(instant(wanted));
            BasicFileAttributeView view =
                    Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
            view.setTimes(time, null, null);
            FileTime now = view.readAttributes().lastModifiedTime();
            if (!now.equals(time)) {
                warnings.add(new Warning(Warning.Aspect.TIME, "is " + now + " instead of " + time));
            }
        });
    }

    private static Instant instant(EntryMetadata wanted) throws IOException {
        try {
            return Instant.ofEpochSecond(wanted.mtimeSeconds(), wanted.mtimeNanos());
        } catch (DateTimeException e) {
            throw new IOException("beyond what this system can name", e);
        }
    }

    private static boolean attempt(List<Warning> warnings, Warning.Aspect aspect, String doing, Setting setting) {
        try {
            setting.set();
            return true;
        } catch (IOException e) {
            warnings.add(new Warning(aspect, doing + ": " + NioTroubles.reason(e)));
            return false;
        }
    }
}
