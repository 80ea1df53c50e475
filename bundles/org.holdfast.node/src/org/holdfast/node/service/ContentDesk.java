// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Consumer;
import org.holdfast.core.drill.DrillPace;
import org.holdfast.files.PathText;
import org.holdfast.format.tree.EntryKind;
import org.holdfast.format.tree.Snapshot;
import org.holdfast.format.tree.TreeEntry;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.control.ContentReport;
import org.holdfast.node.control.EntryReport;
import org.holdfast.node.control.ReadReport;
import org.holdfast.node.control.ReadRequest;
import org.holdfast.node.restore.FileBytes;
import org.holdfast.node.restore.RestoreTally;

/**
 * Hands out the beginning of a file, for people who look which one they want. It is fetched and checked as in a restore, and
 * what partners send for it counts as that does. One at a time, after restores. Thread-safe.
 */
final class ContentDesk {
    /** So long it waits for what runs: another such look, but not a restore of hours. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Node node;
    private final RestoreDesk restores;

    ContentDesk(Node node, RestoreDesk restores) {
        this.node = node;
        this.restores = restores;
    }

    /** @throws HoldfastException SNAPSHOT_UNKNOWN, PATH_UNKNOWN; USAGE if that is no file, or too much is wanted; BUSY, READ_BUDGET_USED */
    ReadReport read(ReadRequest request, Consumer<EntryReport> entry, Consumer<ContentReport> content) {
        long most = request.wanted();
        Snapshot snapshot = restores.snapshot(request.snapshot());
        requireRoom();
        RestoreTally tally = new RestoreTally();
        restores.soon(PATIENCE, () -> {
            try (Reading reading = node.owner().reading(tally)) {
                TreeEntry file = file(reading, snapshot, request.path());
                entry.accept(Reports.entry(snapshot.id().toString(), request.path(), file));
                new FileBytes(reading.chunks(), tally)
                        .read(
                                file,
                                most,
                                (position, from, offset, length) -> content.accept(new ContentReport(
                                        position,
                                        Base64.getEncoder()
                                                .encodeToString(Arrays.copyOfRange(from, offset, offset + length)))));
            }
        });
        return new ReadReport(tally.bytes(), tally.fetchedBytes());
    }

    /** A look must never be what a restore lacks later. */
    private void requireRoom() {
        boolean scarce = new ReadAllowances(node)
                .of(balance -> DrillPace.allowsLook(balance.left(), balance.held()) ? 1 : 0)
                .containsValue(0L);
        if (scarce) {
            throw new HoldfastException(
                    ErrorCode.READ_BUDGET_USED,
                    "look",
                    "Looks into files have to stop here for a while, so that a restore of everything stays possible: at a"
                            + " partner less may be read back this year than twice what lies there. Restoring a file still"
                            + " works; 'holdfast partner list' shows what is left, which grows from day to day.");
        }
    }

    private static TreeEntry file(Reading reading, Snapshot snapshot, String path) {
        TreeEntry entry = reading.browser().find(snapshot, path);
        if (entry.kind() != EntryKind.FILE) {
            throw new HoldfastException(
                    ErrorCode.USAGE,
                    path,
                    PathText.shown(PathText.bytes(path)) + " is no file, so it has no content that could be read.");
        }
        return entry;
    }
}
