// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.linux;

import org.holdfast.files.PathText;
import org.holdfast.files.Restored;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/** Makes of error numbers what becomes of a restore: one entry refused, or all of it over. */
final class WriteErrors {
    private WriteErrors() {}

    /**
     * @param doing what failed, as in "cannot be made"
     * @throws HoldfastException NO_SPACE or DISK_FAILED when no other entry would fare better
     */
    static Restored.Refused refused(Bytes name, String doing, int errno) {
        return switch (errno) {
            case Errno.EEXIST, Errno.EISDIR, Errno.ENOTEMPTY -> exists(name, Errno.text(errno));
            default -> {
                throwIfOver(name, doing, errno);
                yield new Restored.Refused(
                        ErrorCode.RESTORE_INCOMPLETE, PathText.shown(name) + " " + doing + ": " + Errno.text(errno));
            }
        };
    }

    static Restored.Refused exists(Bytes name, String what) {
        return new Restored.Refused(ErrorCode.TARGET_EXISTS, PathText.shown(name) + " is in the way: " + what);
    }

    /** For what has no outcome of its own. */
    static HoldfastException failed(Bytes name, String doing, int errno) {
        throwIfOver(name, doing, errno);
        return exception(ErrorCode.DISK_FAILED, name, doing, errno);
    }

    private static void throwIfOver(Bytes name, String doing, int errno) {
        switch (errno) {
            case Errno.ENOSPC, Errno.EDQUOT -> throw exception(ErrorCode.NO_SPACE, name, doing, errno);
            case Errno.EIO, Errno.EROFS -> throw exception(ErrorCode.DISK_FAILED, name, doing, errno);
            default -> {}
        }
    }

    private static HoldfastException exception(ErrorCode code, Bytes name, String doing, int errno) {
        String shown = PathText.shown(name);
        return new HoldfastException(code, shown, shown + " " + doing + ": " + Errno.text(errno));
    }
}
