// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import java.util.Optional;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/** What people write as {@code SNAPSHOT[:PATH]}: a snapshot id or {@code latest}, and an absolute path in it. */
record SnapshotPath(String snapshot, Optional<String> path) {
    /** @throws HoldfastException USAGE for a path without its snapshot */
    static SnapshotPath parse(String text) {
        if (text.startsWith("/")) {
            throw new HoldfastException(
                    ErrorCode.USAGE, text, "Which snapshot of '" + text + "'? Write 'latest:" + text + "'.");
        }
        int colon = text.indexOf(':');
        return colon < 0
                ? new SnapshotPath(text, Optional.empty())
                : new SnapshotPath(text.substring(0, colon), Optional.of(text.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return snapshot + path.map(each -> ":" + each).orElse("");
    }
}
