// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.selection;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Predicate;
import org.holdfast.core.selection.CacheTag;
import org.holdfast.core.selection.Cause;
import org.holdfast.core.selection.Decision;
import org.holdfast.core.selection.FolderRules;
import org.holdfast.core.selection.Found;
import org.holdfast.core.selection.IgnoreFile;
import org.holdfast.core.selection.NameText;
import org.holdfast.core.selection.Reason;
import org.holdfast.core.selection.Selection;
import org.holdfast.files.ExtendedAttribute;
import org.holdfast.files.FileKind;
import org.holdfast.files.PathText;
import org.holdfast.files.ScanEvent;
import org.holdfast.files.ScannedEntry;
import org.holdfast.files.TreeScan;
import org.holdfast.files.Trouble;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * A scan that says of each entry what the rules of its source make of it, and goes nowhere that nothing is taken from.
 * Backups and explanations both use it, so an explanation cannot differ from what a backup does. One thread's; does not
 * close the scan.
 */
public final class SelectedScan {
    private static final Bytes CACHE_TAG = PathText.bytes(CacheTag.NAME);

    private final TreeScan scan;
    private final Selection selection;
    private final Surroundings around;
    private final Bytes ignoreFile;
    private final Deque<FolderRules> rules = new ArrayDeque<>();
    private final Deque<Trouble> troubles = new ArrayDeque<>();
    private final Map<Cause, Long> leftOut = new EnumMap<>(Cause.class);
    private @Nullable Step next;
    private long fileSystem;
    private boolean begun;

    /**
     * What a scan needs besides its rules.
     *
     * @param root the source's path, wherever it is read from
     * @param vendor if the source leaves files to packages
     * @param interesting of entries, by their path below the source, whether anybody wants to know; others are not entered
     *     and have no step
     */
    public record Surroundings(Bytes root, OwnFolder own, Optional<VendorCheck> vendor, Predicate<Bytes> interesting) {}

    /** What comes next. */
    public sealed interface Step {
        /** A folder that is entered. The attributes were read before anything in it was. */
        record Enter(ScannedEntry folder, List<ExtendedAttribute> attributes, Decision decision) implements Step {}

        /** Anything else that is taken. The scan stands at it. */
        record Take(ScannedEntry entry, Decision decision) implements Step {}

        /** What is not taken. */
        record LeaveOut(ScannedEntry entry, Decision decision) implements Step {}

        /** The end of a folder that was entered. */
        record Leave(ScannedEntry folder) implements Step {}

        /** Something could not be read. */
        record Fail(Trouble trouble) implements Step {}
    }

    public SelectedScan(TreeScan scan, Selection selection, Surroundings around) {
        this.scan = scan;
        this.selection = selection;
        this.around = around;
        this.ignoreFile = PathText.bytes(selection.rules().ignoreFile());
    }

    public boolean hasNext() {
        while (next == null && (!troubles.isEmpty() || scan.hasNext())) {
            next = troubles.isEmpty() ? on(scan.next()) : new Step.Fail(troubles.removeFirst());
        }
        return next != null;
    }

    public Step next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the scan is over");
        }
        Step step = java.util.Objects.requireNonNull(next);
        next = null;
        return step;
    }

    /** How many entries were left out, by why; what a folder holds that is left out is not counted. */
    public Map<Cause, Long> leftOut() {
        return Map.copyOf(leftOut);
    }

    private @Nullable Step on(ScanEvent event) {
        return switch (event) {
            case ScanEvent.Enter(ScannedEntry folder) -> enter(folder);
            case ScanEvent.Found(ScannedEntry entry) -> found(entry);
            case ScanEvent.Leave(ScannedEntry folder) -> leave(folder);
            case Trouble trouble -> new Step.Fail(trouble);
        };
    }

    private @Nullable Step enter(ScannedEntry folder) {
        if (!begun) {
            begun = true;
            fileSystem = folder.device();
            List<ExtendedAttribute> attributes = scan.attributes();
            rules.push(lookInto(selection.root()));
            return new Step.Enter(folder, attributes, taken());
        }
        Bytes path = scan.path();
        if (!around.interesting().test(path)) {
            return pass();
        }
        FolderRules here = rules.element();
        Decision decision = here.judge(describe(folder, path));
        if (decision instanceof Decision.LeftOut) {
            count(decision);
            pass();
            return new Step.LeaveOut(folder, decision);
        }
        List<ExtendedAttribute> attributes = scan.attributes();
        FolderRules inside = here.enter(NameText.of(folder.name()), decision);
        if (decision instanceof Decision.Closed) {
            scan.skip();
            rules.push(inside);
        } else {
            rules.push(lookInto(inside));
        }
        return new Step.Enter(folder, attributes, decision);
    }

    /** Nothing is wanted of the folder that the scan has just entered. */
    private @Nullable Step pass() {
        scan.skip();
        ScanEvent end = scan.next();
        while (end instanceof Trouble trouble) {
            troubles.add(trouble);
            end = scan.next();
        }
        return null;
    }

    private @Nullable Step found(ScannedEntry entry) {
        if (!begun) {
            begun = true;
            return new Step.Take(entry, taken());
        }
        boolean named = around.vendor().isPresent() || isExplained();
        Bytes path = named ? scan.path() : Bytes.EMPTY;
        if (!around.interesting().test(path)) {
            return null;
        }
        Decision decision = vendor(entry, path, rules.element().judge(describe(entry, path)));
        if (decision instanceof Decision.LeftOut) {
            count(decision);
            return new Step.LeaveOut(entry, decision);
        }
        return new Step.Take(entry, decision);
    }

    private boolean isExplained() {
        return around.interesting() != EVERYTHING;
    }

    /** Of every entry. */
    public static final Predicate<Bytes> EVERYTHING = path -> true;

    private static Decision taken() {
        return new Decision.Taken(Reason.of(Cause.EVERYTHING, ""));
    }

    private Decision vendor(ScannedEntry entry, Bytes path, Decision decision) {
        if (around.vendor().isEmpty() || entry.kind() != FileKind.FILE || !(decision instanceof Decision.Taken)) {
            return decision;
        }
        return around.vendor()
                .get()
                .unchanged(scan, entry, full(path))
                .<Decision>map(Decision.LeftOut::new)
                .orElse(decision);
    }

    private @Nullable Step leave(ScannedEntry folder) {
        rules.pop();
        return new Step.Leave(folder);
    }

    private void count(Decision decision) {
        leftOut.merge(decision.reason().cause(), 1L, Long::sum);
    }

    private Found describe(ScannedEntry entry, Bytes path) {
        boolean folder = entry.kind() == FileKind.DIRECTORY;
        return new Found(
                NameText.of(entry.name()),
                folder,
                entry.kind() == FileKind.FILE,
                entry.size(),
                entry.mtimeSeconds(),
                entry.device() != fileSystem,
                folder && around.own().is(entry, full(path)));
    }

    private Bytes full(Bytes below) {
        byte[] root = around.root().toArray();
        byte[] path = below.toArray();
        int start = root[root.length - 1] == '/' ? root.length : root.length + 1;
        byte[] whole = java.util.Arrays.copyOf(root, start + path.length);
        whole[start - 1] = '/';
        System.arraycopy(path, 0, whole, start, path.length);
        return Bytes.of(whole);
    }

    /** What the folder that was just entered says of itself. */
    private FolderRules lookInto(FolderRules folder) {
        boolean tagged = selection.wantsCacheTags()
                && scan.peek(CACHE_TAG, CacheTag.LENGTH).filter(CacheTag::isOne).isPresent();
        return folder.with(ignoreFile.length() == 0 ? Optional.empty() : ignoring(folder), tagged);
    }

    private Optional<IgnoreFile> ignoring(FolderRules folder) {
        Optional<byte[]> content = scan.peek(ignoreFile, IgnoreFile.LONGEST + 1);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        if (content.get().length <= IgnoreFile.LONGEST) {
            IgnoreFile file = IgnoreFile.parse(NameText.of(Bytes.of(content.get())));
            if (folder.hasRoomFor(file)) {
                return Optional.of(file);
            }
        }
        troubles.add(new Trouble(
                full(scan.path()),
                ErrorCode.SOURCE_UNREADABLE,
                "has an ignore file that is too long, alone (64 KiB) or with those above it (256 KiB); it was not"
                        + " followed, so more was backed up than it wants"));
        return Optional.empty();
    }
}
