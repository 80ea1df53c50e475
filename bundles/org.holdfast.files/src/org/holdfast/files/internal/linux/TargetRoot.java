// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.linux;

import java.util.Arrays;
import org.holdfast.files.PathText;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/** The directory that a restore writes into: found or made, and put on the disk. */
final class TargetRoot {
    private static final Bytes HERE = PathText.bytes(".");
    private static final int ORDINARY = 0777;

    private TargetRoot() {}

    /** Opens it; it was named by whom we trust, so links on the way to it are followed. */
    static DirectoryHandle open(Scratch scratch, Bytes root) {
        if (root.length() == 0 || root.length() > NativeName.LONGEST || AttributeWriter.hasNul(root)) {
            throw unknown(root, "it is no path");
        }
        int fd = tryOpen(scratch, root);
        if (fd == -Errno.ENOENT) {
            make(scratch, root);
            fd = tryOpen(scratch, root);
        }
        if (fd < 0) {
            throw unknown(root, Errno.text(-fd));
        }
        return DirectoryChain.identify(scratch, fd);
    }

    /** Waits until the file system of a directory is on the disk. */
    static void sync(Scratch scratch, DirectoryHandle directory) {
        int fd = FileCalls.openat(
                scratch.captured, directory.fd(), scratch.name.set(HERE), Abi.PRESENT.directoryFlag(), 0);
        int result = fd;
        if (fd >= 0) {
            result = FileCalls.syncfs(scratch.captured, fd);
            scratch.close(fd);
        }
        if (result < 0) {
            throw WriteErrors.failed(HERE, "cannot be put on the disk", -result);
        }
    }

    private static int tryOpen(Scratch scratch, Bytes path) {
        int flags = FileCalls.PATH_ONLY | Abi.PRESENT.directoryFlag();
        return FileCalls.openat(scratch.captured, NameCalls.WORKING_DIRECTORY, scratch.name.set(path), flags, 0);
    }

    /** Makes every directory of the path that is missing; opening it afterwards tells whether that went well. */
    private static void make(Scratch scratch, Bytes path) {
        byte[] bytes = path.toArray();
        for (int end = 1; end <= bytes.length; end++) {
            if (end == bytes.length || bytes[end] == '/') {
                Bytes upTo = Bytes.of(Arrays.copyOf(bytes, end));
                NameCalls.mkdirat(scratch.captured, NameCalls.WORKING_DIRECTORY, scratch.name.set(upTo), ORDINARY);
            }
        }
    }

    private static HoldfastException unknown(Bytes root, String why) {
        String shown = PathText.shown(root);
        return new HoldfastException(ErrorCode.PATH_UNKNOWN, shown, "cannot restore into " + shown + ": " + why);
    }
}
