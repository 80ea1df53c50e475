// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.holdfast.core.selection.Sought;
import org.holdfast.format.tree.EntryKind;
import org.holdfast.format.tree.Snapshot;
import org.holdfast.node.control.DifferenceReport;
import org.holdfast.node.control.EntryReport;
import org.holdfast.node.restore.Differences;
import org.holdfast.node.restore.RestoreTally;

/** What is in snapshots, without their contents. Thread-safe. */
final class SnapshotSearch {
    private final Node node;
    private final RestoreDesk restores;

    SnapshotSearch(Node node, RestoreDesk restores) {
        this.node = node;
        this.restores = restores;
    }

    void list(String snapshot, String path, boolean recursive, Consumer<EntryReport> out) {
        Snapshot wanted = restores.snapshot(snapshot);
        String id = wanted.id().toString();
        try (Reading reading = reading()) {
            reading.browser()
                    .walk(wanted, path, recursive, (place, entry) -> out.accept(Reports.entry(id, place, entry)));
        }
    }

    /** @param glob a pattern of whole paths, or of names @throws org.holdfast.model.HoldfastException USAGE */
    void find(Optional<String> snapshot, Sought wanted, Consumer<EntryReport> out) {
        List<Snapshot> where =
                snapshot.map(name -> List.of(restores.snapshot(name))).orElseGet(restores::snapshots);
        try (Reading reading = reading()) {
            for (Snapshot each : where) {
                reading.browser().walk(each, "/", true, (place, entry) -> {
                    if (wanted.matches(place.substring(1), entry.kind() == EntryKind.DIRECTORY)) {
                        out.accept(Reports.entry(each.id().toString(), place, entry));
                    }
                });
            }
        }
    }

    void diff(String older, String newer, Consumer<DifferenceReport> out) {
        try (Reading reading = reading()) {
            new Differences(
                            reading.browser(),
                            (path, change) -> out.accept(
                                    new DifferenceReport(path, change.name().toLowerCase(Locale.ROOT))))
                    .between(restores.snapshot(older), restores.snapshot(newer));
        }
    }

    private Reading reading() {
        return node.owner().reading(new RestoreTally());
    }
}
