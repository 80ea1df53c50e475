// SPDX-License-Identifier: EPL-2.0
package org.holdfast.holdings.internal;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/** Trouble with files as our errors. */
final class Faults {
    private Faults() {}

    static HoldfastException failed(Path path, IOException e) {
        if (e instanceof ClosedByInterruptException) {
            return new HoldfastException(ErrorCode.CANCELLED, path.toString(), "cancelled while using " + path, e);
        }
        return new HoldfastException(
                ErrorCode.DISK_FAILED,
                path.toString(),
                path + " cannot be read or written: check the disk and start the node again",
                e);
    }

    static HoldfastException full(Path path, IOException e) {
        return new HoldfastException(
                ErrorCode.NO_SPACE, path.toString(), "the disk is full; " + path + " was not written", true, e);
    }
}
