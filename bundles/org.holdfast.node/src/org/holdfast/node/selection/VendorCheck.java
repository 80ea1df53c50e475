// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.selection;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.holdfast.core.selection.Cause;
import org.holdfast.core.selection.Reason;
import org.holdfast.files.FileContent;
import org.holdfast.files.ScannedEntry;
import org.holdfast.files.TreeScan;
import org.holdfast.model.Bytes;

/**
 * Whether a file is as its package brought it: the content by its checksum; owner and rights as packages usually have
 * them, since databases do not say; no extended attributes. In doubt a file is backed up. One thread's.
 */
public final class VendorCheck {
    private static final Set<Integer> USUAL_MODES = Set.of(0644, 0755);
    /** A change within a file system's clock tick of the last scan may have been missed by it. */
    private static final long TICK_SECONDS = 2;

    private final PackageFiles packages;
    private final KnownLeftOut known;
    private final long trustedBefore;
    private final Consumer<LeftOutFile> leftOut;

    /**
     * @param scanned when the scan began that made {@code known}; {@link Instant#MIN} to read all anew
     * @param leftOut hears of each file that is left to its package
     */
    public VendorCheck(PackageFiles packages, KnownLeftOut known, Instant scanned, Consumer<LeftOutFile> leftOut) {
        this.packages = packages;
        this.known = known;
        this.trustedBefore = scanned.equals(Instant.MIN) ? Long.MIN_VALUE : scanned.getEpochSecond() - TICK_SECONDS;
        this.leftOut = leftOut;
    }

    /** @param scan stands at the file; @param path its full path */
    Optional<Reason> unchanged(TreeScan scan, ScannedEntry file, Bytes path) {
        List<PackageFiles.Brought> said = packages.at(path);
        if (said.isEmpty() || !packages.isOwner(file.uid(), file.gid()) || !USUAL_MODES.contains(file.mode())) {
            return Optional.empty();
        }
        return said.stream()
                .filter(each -> isKnown(each, file, path))
                .findFirst()
                .or(() -> reread(scan, file, said))
                .map(each -> leave(each, file, path));
    }

    private boolean isKnown(PackageFiles.Brought brought, ScannedEntry file, Bytes path) {
        return file.ctimeSeconds() < trustedBefore && known.has(path, LeftOutFile.state(brought.sum(), file));
    }

    private Optional<PackageFiles.Brought> reread(TreeScan scan, ScannedEntry file, List<PackageFiles.Brought> said) {
        if (!scan.attributes().isEmpty()) {
            return Optional.empty();
        }
        Optional<FileContent> opened = scan.open();
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (FileContent content = opened.get()) {
            Optional<Md5> found = content.entry().sameVersion(file) ? Md5.of(content) : Optional.empty();
            return said.stream()
                    .filter(each -> found.filter(each.sum()::equals).isPresent())
                    .findFirst();
        }
    }

    private Reason leave(PackageFiles.Brought brought, ScannedEntry file, Bytes path) {
        leftOut.accept(LeftOutFile.of(brought.owner(), brought.sum(), file, path));
        return Reason.of(
                Cause.VENDOR, brought.owner().name() + " " + brought.owner().version());
    }
}
