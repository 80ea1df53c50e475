// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.holdfast.files.AccountNames;
import org.holdfast.files.PathText;
import org.holdfast.format.tree.EntryKind;
import org.holdfast.format.tree.Snapshot;
import org.holdfast.format.tree.TreeEntry;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.control.EntryReport;
import org.holdfast.node.control.OwnFilesControl;
import org.holdfast.node.control.OwnSnapshotReport;
import org.holdfast.node.control.ProblemReport;
import org.holdfast.node.restore.FileBytes;
import org.holdfast.node.restore.RestoreRun;

/** Hands users of this machine what was stored as theirs. Thread-safe. */
final class OwnFilesDesk implements OwnFilesControl {
    private static final Duration LONGEST_TURN = Duration.ofSeconds(30);

    private final Node node;
    private final RestoreDesk restores;
    private final OwnReads reads;

    OwnFilesDesk(Node node, RestoreDesk restores) {
        this.node = node;
        this.restores = restores;
        this.reads = new OwnReads(node, LONGEST_TURN);
    }

    @Override
    public Optional<Path> place() {
        String place = node.settings().text(Setting.USERS_SOCKET);
        return place.isEmpty() ? Optional.empty() : Optional.of(Path.of(place));
    }

    @Override
    public List<OwnSnapshotReport> snapshots() {
        return restores.snapshots().stream()
                .map(each -> new OwnSnapshotReport(each.id().toString(), each.started()))
                .toList();
    }

    @Override
    public void list(String user, String snapshot, String path, boolean recursive, Consumer<EntryReport> out) {
        Snapshot wanted = restores.snapshot(snapshot);
        String id = wanted.id().toString();
        reads.list(turn -> own(
                user, turn, wanted, path, recursive, (place, entry) -> out.accept(Reports.entry(id, place, entry))));
    }

    @Override
    public void read(String user, String snapshot, String path, Taking to) {
        Snapshot wanted = restores.snapshot(snapshot);
        String id = wanted.id().toString();
        node.stores()
                .ledger()
                .events()
                .append(
                        node.clock().instant(),
                        "OWN_FILES_READ",
                        user,
                        id + ":" + PathText.shown(PathText.bytes(path)));
        reads.read(turn -> {
            FileBytes files = new FileBytes(turn.reading().chunks(), turn.tally());
            own(user, turn, wanted, path, true, (place, entry) -> {
                to.entry(Reports.entry(id, place, entry));
                content(files, place, entry, turn, to);
            });
        });
    }

    private static void content(FileBytes files, String place, TreeEntry entry, OwnReads.Turn turn, Taking to) {
        if (entry.kind() != EntryKind.FILE) {
            return;
        }
        try {
            files.read(entry, (position, from, offset, length) -> {
                to.bytes(position, from, offset, length);
                turn.pay(); // afterwards: what has come is not thrown away
            });
        } catch (HoldfastException e) {
            if (!RestoreRun.concernsOneFile(e.code())) {
                throw e;
            }
            to.failed(new ProblemReport(place, e.code().name(), String.valueOf(e.getMessage())));
        }
    }

    private void own(
            String user,
            OwnReads.Turn turn,
            Snapshot snapshot,
            String path,
            boolean recursive,
            BiConsumer<String, TreeEntry> each) {
        boolean[] any = {false};
        AccountNames accounts = node.owner().files().accounts();
        OptionalInt number = accounts.uid(PathText.bytes(user));
        boolean numbered = accounts.haveNumbers();
        BiConsumer<String, TreeEntry> ifOwn = (place, entry) -> {
            turn.pay(); // also for what is another's: it was fetched for this user
            if (isOf(user, numbered, number, entry)) {
                any[0] = true;
                each.accept(place, entry);
            }
        };
        try {
            turn.reading().browser().walk(snapshot, path, recursive, ifOwn);
        } catch (HoldfastException e) {
            throw e.code() == ErrorCode.PATH_UNKNOWN ? nothingOf(user, path) : e;
        }
        if (!any[0]) {
            throw nothingOf(user, path);
        }
    }

    /**
     * By name and number. A number alone is no proof: on a machine that was recovered it may be somebody else's; so an
     * entry without a name is nobody's here. Nor is a name alone: it may have been given anew.
     *
     * @param numbered whether users have numbers on this system; where not, the name decides
     * @param number of the user on this machine now; if empty though users have numbers, nothing is the user's
     */
    static boolean isOf(String user, boolean numbered, OptionalInt number, TreeEntry entry) {
        return entry.ownerName().length() > 0
                && PathText.bytes(user).equals(entry.ownerName())
                && (!numbered || number.isPresent() && number.getAsInt() == entry.uid());
    }

    /** The same words whether there is nothing or nothing of the user's: what others have is not to be found out. */
    private static HoldfastException nothingOf(String user, String path) {
        return new HoldfastException(
                ErrorCode.PATH_UNKNOWN,
                path,
                "The snapshot has nothing at " + path + " that belongs to the user '" + user + "'.");
    }
}
