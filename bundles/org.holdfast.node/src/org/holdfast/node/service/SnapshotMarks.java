// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.SnapshotRow;
import org.holdfast.format.tree.Snapshot;
import org.holdfast.format.tree.SnapshotList;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Protection;
import org.holdfast.node.control.MarkRequest;
import org.holdfast.node.control.SnapshotReport;

/** Pins and tags of snapshots. Thread-safe. */
final class SnapshotMarks {
    private final Node node;

    SnapshotMarks(Node node) {
        this.node = node;
    }

    /** One after the other, so that none undoes another. @throws HoldfastException SNAPSHOT_UNKNOWN, USAGE */
    synchronized SnapshotReport mark(MarkRequest request) {
        Snapshot before = new RestoreDesk(node).snapshot(request.snapshot());
        Set<String> tags = new TreeSet<>(before.tags());
        request.remove().forEach(tags::remove);
        tags.addAll(request.add());
        Snapshot marked = marked(before, request.pinned().orElse(before.pinned()), tags);
        Ledger ledger = node.stores().ledger();
        SnapshotRow row = ledger.snapshots().find(before.id()).orElseThrow(() -> forgotten(request));
        if (marked.pinned() && row.protection() == Protection.PARTIAL) {
            throw new HoldfastException(
                    ErrorCode.USAGE,
                    request.snapshot(),
                    "This snapshot is a checkpoint of a first backup: it gives way to the whole one, and cannot be"
                            + " pinned.");
        }
        SnapshotRow now =
                new SnapshotRow(row.id(), row.time(), row.protection(), Bytes.of(SnapshotList.encode(List.of(marked))));
        if (!ledger.snapshots().rewrite(now.id(), now.record())) {
            throw forgotten(request);
        }
        ledger.events()
                .append(
                        node.clock().instant(),
                        "SNAPSHOT_MARKED",
                        marked.id().toString(),
                        (marked.pinned() ? "pinned" : "not pinned") + ", tags " + marked.tags());
        return Reports.snapshot(now, marked, row.protection());
    }

    private static HoldfastException forgotten(MarkRequest request) {
        return new HoldfastException(
                ErrorCode.SNAPSHOT_UNKNOWN, request.snapshot(), "The snapshot was forgotten meanwhile.");
    }

    private static Snapshot marked(Snapshot before, boolean pinned, Set<String> tags) {
        try {
            return before.marked(pinned, tags);
        } catch (IllegalArgumentException e) {
            throw new HoldfastException(ErrorCode.USAGE, "tag", "These tags cannot be: " + e.getMessage() + ".", e);
        }
    }
}
