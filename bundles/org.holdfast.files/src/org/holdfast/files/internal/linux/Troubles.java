// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.linux;

import org.holdfast.files.Trouble;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;

/** Makes of error numbers what is told about a source. */
final class Troubles {
    private Troubles() {}

    /**
     * @param doing what failed, as in "cannot be opened"
     * @param errno what the system said; something that was there a moment ago counts as changed
     */
    static Trouble of(Bytes path, String doing, int errno) {
        return switch (errno) {
            case Errno.ENOENT, Errno.ESTALE -> changed(path, "vanished while it was being read");
            case Errno.ENOTDIR, Errno.ELOOP -> changed(path, "was replaced while it was being read");
            default -> new Trouble(path, ErrorCode.SOURCE_UNREADABLE, doing + ": " + Errno.text(errno));
        };
    }

    static Trouble changed(Bytes path, String how) {
        return new Trouble(path, ErrorCode.SOURCE_CHANGED, how);
    }
}
