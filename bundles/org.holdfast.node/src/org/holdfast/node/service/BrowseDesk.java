// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.holdfast.format.tree.Snapshot;
import org.holdfast.node.backup.Globs;
import org.holdfast.node.control.DifferenceReport;
import org.holdfast.node.control.EntryReport;
import org.holdfast.node.restore.Differences;
import org.holdfast.node.restore.RestoreTally;

/** What is in snapshots, by name. Thread-safe. */
final class BrowseDesk {
    private final Node node;
    private final RestoreDesk restores;

    BrowseDesk(Node node, RestoreDesk restores) {
        this.node = node;
        this.restores = restores;
    }

    /** The entries below a path of a snapshot. */
    void list(String snapshot, String path, boolean recursive, Consumer<EntryReport> out) {
        Snapshot wanted = restores.snapshot(snapshot);
        String id = wanted.id().toString();
        try (Reading reading = node.owner().reading(new RestoreTally())) {
            reading.browser()
                    .walk(wanted, path, recursive, (place, entry) -> out.accept(Reports.entry(id, place, entry)));
        }
    }

    /** Every path that matches, in any snapshot, or in one. */
    void find(Optional<String> snapshot, String glob, Consumer<EntryReport> out) {
        Globs wanted = new Globs(List.of(glob));
        List<Snapshot> where =
                snapshot.map(name -> List.of(restores.snapshot(name))).orElseGet(restores::snapshots);
        try (Reading reading = node.owner().reading(new RestoreTally())) {
            for (Snapshot each : where) {
                reading.browser().walk(each, "/", true, (place, entry) -> {
                    if (wanted.match(place.substring(1))) {
                        out.accept(Reports.entry(each.id().toString(), place, entry));
                    }
                });
            }
        }
    }

    /** What differs between two snapshots. */
    void diff(String older, String newer, Consumer<DifferenceReport> out) {
        try (Reading reading = node.owner().reading(new RestoreTally())) {
            new Differences(
                            reading.browser(),
                            (path, change) -> out.accept(
                                    new DifferenceReport(path, change.name().toLowerCase(Locale.ROOT))))
                    .between(restores.snapshot(older), restores.snapshot(newer));
        }
    }
}
