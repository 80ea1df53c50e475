// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;
import org.holdfast.files.FileKind;
import org.holdfast.files.PathText;
import org.holdfast.model.Bytes;

/**
 * A root cut into the directory that holds it and its name there, so that the root is an entry like any other.
 *
 * @param directory path of the directory, which the system may follow through links
 * @param name a single component, "." for the root of the system
 */
record RootPath(Bytes directory, Bytes name) {
    /** As many links as the kernel itself would follow. */
    private static final int MAXIMUM_LINKS = 40;

    private static final byte SLASH = '/';

    /** Cuts the path after following it as long as it is a symbolic link; empty if it is too long or names nothing. */
    static Optional<RootPath> resolve(Scratch scratch, Bytes root) {
        byte[] path = root.toArray();
        for (int links = 0; links <= MAXIMUM_LINKS && isPath(path); links++) {
            RootPath cut = cut(path);
            Optional<byte[]> target = linkTarget(scratch, path);
            if (target.isEmpty()) {
                return Optional.of(cut);
            }
            path = target.get()[0] == SLASH
                    ? target.get()
                    : joined(cut.directory().toArray(), target.get());
        }
        return Optional.empty();
    }

    static RootPath cut(byte[] path) {
        int end = path.length;
        while (end > 1 && path[end - 1] == SLASH) {
            end--;
        }
        int start = end;
        while (start > 0 && path[start - 1] != SLASH) {
            start--;
        }
        Bytes name = start == end ? text(".") : Bytes.of(Arrays.copyOfRange(path, start, end));
        return new RootPath(start == 0 ? text(".") : Bytes.of(Arrays.copyOf(path, start)), name);
    }

    private static Optional<byte[]> linkTarget(Scratch scratch, byte[] path) {
        MemorySegment nativePath = scratch.name.set(Bytes.of(path));
        boolean link =
                scratch.stat(NameCalls.WORKING_DIRECTORY, nativePath) == 0 && scratch.stat.kind() == FileKind.SYMLINK;
        return link ? readLink(scratch, NameCalls.WORKING_DIRECTORY, nativePath) : Optional.empty();
    }

    /** What a symbolic link says; empty if it cannot be read. */
    static Optional<byte[]> readLink(Scratch scratch, int directory, MemorySegment name) {
        long length = NameCalls.readlinkat(scratch.captured, directory, name, scratch.io, Scratch.IO_BYTES);
        if (length <= 0) {
            return Optional.empty();
        }
        byte[] target = new byte[(int) length];
        MemorySegment.copy(scratch.io, JAVA_BYTE, 0, target, 0, target.length);
        return Optional.of(target);
    }

    private static boolean isPath(byte[] path) {
        boolean nul = false;
        for (byte b : path) {
            nul |= b == 0;
        }
        return path.length > 0 && path.length <= NativeName.LONGEST && !nul;
    }

    private static byte[] joined(byte[] directory, byte[] relative) {
        ByteArrayOutputStream path = new ByteArrayOutputStream();
        path.writeBytes(directory);
        path.write(SLASH);
        path.writeBytes(relative);
        return path.toByteArray();
    }

    private static Bytes text(String ascii) {
        return PathText.bytes(ascii);
    }
}
