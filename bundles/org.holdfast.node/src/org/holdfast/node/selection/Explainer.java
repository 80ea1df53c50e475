// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.selection;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.holdfast.core.selection.Decision;
import org.holdfast.core.selection.Selection;
import org.holdfast.core.selection.SelectionRules;
import org.holdfast.files.FileTree;
import org.holdfast.files.ScanOptions;
import org.holdfast.files.TreeScan;
import org.holdfast.files.Trouble;
import org.holdfast.model.Bytes;
import org.jspecify.annotations.Nullable;

/** Says of one path what a backup would do with it, by going down to it as a backup would. */
public final class Explainer {
    private final FileTree files;
    private final OwnFolder own;
    private final Optional<PackageFiles> packages;
    private final Instant now;

    /** @param now what ages of files are counted from */
    public Explainer(FileTree files, OwnFolder own, Optional<PackageFiles> packages, Instant now) {
        this.files = files;
        this.own = own;
        this.packages = packages;
        this.now = now;
    }

    /** What was found. */
    public sealed interface Answer {
        /** @param at the path below the source that decided: the one that was asked for, or a folder above it */
        record Decided(Bytes at, Decision decision) implements Answer {}

        /** Something on the way is no folder, such as a link, which is kept and not followed. */
        record NotFollowed(Bytes at) implements Answer {}

        /** There is nothing now, or it cannot be read; {@code why} may be empty. */
        record Missing(String why) implements Answer {}
    }

    /** @param wanted below the source, with slashes; empty for the source itself */
    public Answer explain(Bytes source, SelectionRules rules, Bytes wanted) {
        Selection selection = new Selection(rules, now);
        Optional<VendorCheck> vendor = packages.filter(all -> selection.leavesVendorFiles())
                .map(all -> new VendorCheck(all, KnownLeftOut.nothing(), Instant.MIN, file -> {}));
        ScanOptions options = rules.oneFileSystem() ? ScanOptions.withinFileSystem() : ScanOptions.everything();
        try (TreeScan scan = files.scan(source, options)) {
            SelectedScan selected = new SelectedScan(
                    scan,
                    selection,
                    new SelectedScan.Surroundings(source, own, vendor, path -> isAtOrAbove(path, wanted)));
            return walk(scan, selected, wanted);
        }
    }

    private static Answer walk(TreeScan scan, SelectedScan selected, Bytes wanted) {
        String trouble = "";
        while (selected.hasNext()) {
            SelectedScan.Step step = selected.next();
            @Nullable Answer answer = answer(step, scan.path(), wanted);
            if (answer != null) {
                return answer;
            }
            if (step instanceof SelectedScan.Step.Fail(Trouble failed)) {
                trouble = failed.toString();
            }
        }
        return new Answer.Missing(trouble);
    }

    private static @Nullable Answer answer(SelectedScan.Step step, Bytes at, Bytes wanted) {
        boolean here = at.equals(wanted);
        return switch (step) {
            case SelectedScan.Step.Enter enter ->
                here || enter.decision() instanceof Decision.Closed ? new Answer.Decided(at, enter.decision()) : null;
            case SelectedScan.Step.Take take ->
                here ? new Answer.Decided(at, take.decision()) : new Answer.NotFollowed(at);
            case SelectedScan.Step.LeaveOut out -> new Answer.Decided(at, out.decision());
            case SelectedScan.Step.Leave leave -> null;
            case SelectedScan.Step.Fail fail -> null;
        };
    }

    private static boolean isAtOrAbove(Bytes path, Bytes wanted) {
        byte[] upper = path.toArray();
        byte[] lower = wanted.toArray();
        return lower.length >= upper.length
                && Arrays.equals(upper, 0, upper.length, lower, 0, upper.length)
                && (lower.length == upper.length || upper.length == 0 || lower[upper.length] == '/');
    }
}
