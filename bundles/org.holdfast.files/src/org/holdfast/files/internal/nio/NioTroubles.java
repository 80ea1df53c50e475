// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.nio;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.holdfast.files.Trouble;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;

/** Makes of exceptions what is told about a source or a target. */
final class NioTroubles {
    private NioTroubles() {}

    static Trouble of(Bytes path, String doing, IOException cause) {
        return switch (cause) {
            case ReplacedException _ -> changed(path, "was replaced while it was being read");
            case NoSuchFileException _ -> changed(path, "vanished while it was being read");
            default -> new Trouble(path, ErrorCode.SOURCE_UNREADABLE, doing + ": " + reason(cause));
        };
    }

    static Trouble changed(Bytes path, String how) {
        return new Trouble(path, ErrorCode.SOURCE_CHANGED, how);
    }

    /** What the system said, without the path, which is told elsewhere. */
    static String reason(IOException cause) {
        return switch (cause) {
            case AccessDeniedException _ -> "permission denied";
            case NoSuchFileException _ -> "no such file or directory";
            case FileSystemException e when e.getReason() != null -> e.getReason();
            default -> String.valueOf(cause.getMessage());
        };
    }
}
