// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.linux;

/** Error numbers of Linux that mean something to us, and what they say to people. */
final class Errno {
    static final int EPERM = 1;
    static final int ENOENT = 2;
    static final int EINTR = 4;
    static final int EIO = 5;
    static final int ENXIO = 6;
    static final int EAGAIN = 11;
    static final int EACCES = 13;
    static final int EEXIST = 17;
    static final int ENOTDIR = 20;
    static final int EISDIR = 21;
    static final int EINVAL = 22;
    static final int EFBIG = 27;
    static final int ENOSPC = 28;
    static final int EROFS = 30;
    static final int ERANGE = 34;
    static final int ENAMETOOLONG = 36;
    static final int ENOSYS = 38;
    static final int ENOTEMPTY = 39;
    static final int ELOOP = 40;
    static final int ENODATA = 61;
    static final int EOPNOTSUPP = 95;
    static final int ESTALE = 116;
    static final int EDQUOT = 122;

    private Errno() {}

    static String text(int number) {
        return switch (number) {
            case EPERM -> "not permitted";
            case ENOENT -> "no such file or directory";
            case EIO -> "input/output error";
            case EAGAIN -> "in use by another program";
            case EACCES -> "permission denied";
            case EEXIST -> "exists already";
            case 18 -> "on another file system";
            case ENOTDIR -> "not a directory";
            case EISDIR -> "is a directory";
            case EINVAL -> "invalid argument";
            case 23, 24 -> "too many open files";
            case EFBIG -> "too large for the file system";
            case ENOSPC -> "no space left";
            case EROFS -> "read-only file system";
            case 31 -> "too many links";
            case ENAMETOOLONG -> "name too long";
            case ENOTEMPTY -> "directory not empty";
            case ELOOP -> "is a symbolic link";
            case EOPNOTSUPP -> "not supported by the file system";
            case ESTALE -> "stale file handle";
            case EDQUOT -> "disk quota exceeded";
            default -> "error " + number;
        };
    }
}
