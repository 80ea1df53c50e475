// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import java.util.Optional;

/** What people write as {@code SNAPSHOT[:PATH]}: a snapshot id or {@code latest}, and an absolute path in it. */
record SnapshotPath(String snapshot, Optional<String> path) {
    static SnapshotPath parse(String text) {
        int colon = text.indexOf(':');
        return colon < 0
                ? new SnapshotPath(text, Optional.empty())
                : new SnapshotPath(text.substring(0, colon), Optional.of(text.substring(colon + 1)));
    }
}
