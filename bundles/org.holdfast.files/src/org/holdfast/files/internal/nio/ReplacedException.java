// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.nio;

import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Where a scan found one thing there is another now. */
final class ReplacedException extends FileSystemException {
    private static final long serialVersionUID = 1L;

    ReplacedException(Path path) {
        super(path.toString());
    }
}
