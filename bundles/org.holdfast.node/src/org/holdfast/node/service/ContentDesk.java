// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
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
 * what partners send for it counts as that does. Fetched in the turn of restores, and handed out after it, as nobody knows
 * how slowly a caller takes it. Thread-safe.
 */
final class ContentDesk {
    /** So long it waits for what runs: another such look, but not a restore of hours. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How many looks are in memory at a time, with 8 MiB each at most. */
    private static final int LOOKS = 2;

    /** What partners may send for one look; a file of which each chunk lies in another segment costs that many segments. */
    private static final long MOST_FETCHED = 128L << 20;

    private final Node node;
    private final RestoreDesk restores;
    private final Semaphore looks = new Semaphore(LOOKS);

    private record Piece(long position, byte[] bytes) {}

    /** What was fetched. */
    private record Look(TreeEntry file, List<Piece> pieces) {}

    ContentDesk(Node node, RestoreDesk restores) {
        this.node = node;
        this.restores = restores;
    }

    /** @throws HoldfastException SNAPSHOT_UNKNOWN, PATH_UNKNOWN; USAGE if that is no file, or too much is wanted; BUSY, READ_BUDGET_USED */
    ReadReport read(ReadRequest request, Consumer<EntryReport> entry, Consumer<ContentReport> content) {
        long most = request.wanted();
        Snapshot snapshot = restores.snapshot(request.snapshot());
        requireRoom();
        if (!looks.tryAcquire()) {
            throw RestoreDesk.looksGoOn();
        }
        try {
            RestoreTally tally = new RestoreTally();
            Look look = fetch(snapshot, request.path(), most, tally);
            entry.accept(Reports.entry(snapshot.id().toString(), request.path(), look.file()));
            look.pieces()
                    .forEach(each -> content.accept(new ContentReport(
                            each.position(), Base64.getEncoder().encodeToString(each.bytes()))));
            return new ReadReport(tally.bytes(), tally.fetchedBytes());
        } finally {
            looks.release();
        }
    }

    private Look fetch(Snapshot snapshot, String path, long most, RestoreTally tally) {
        AtomicReference<Look> made = new AtomicReference<>();
        restores.soon(PATIENCE, () -> {
            try (Reading reading = node.owner().reading(tally)) {
                TreeEntry file = file(reading, snapshot, path);
                List<Piece> pieces = new ArrayList<>();
                new FileBytes(reading.chunks(), tally).read(file, most, (position, from, offset, length) -> {
                    requireModest(tally, path);
                    pieces.add(new Piece(position, Arrays.copyOfRange(from, offset, offset + length)));
                });
                made.set(new Look(file, pieces));
            }
        });
        return made.get();
    }

    private static void requireModest(RestoreTally tally, String path) {
        if (tally.fetchedBytes() > MOST_FETCHED) {
            throw new HoldfastException(
                    ErrorCode.READ_BUDGET_USED,
                    path,
                    "This file lies in too many places: partners have sent 128 MiB for the look alone. Restore it instead.");
        }
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
