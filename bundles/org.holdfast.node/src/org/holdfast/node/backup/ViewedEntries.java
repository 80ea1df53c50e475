// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.util.Arrays;
import org.holdfast.files.FileTree;
import org.holdfast.files.ScanEvent;
import org.holdfast.files.ScanOptions;
import org.holdfast.files.ScannedEntry;
import org.holdfast.files.TreeScan;
import org.holdfast.files.Trouble;
import org.holdfast.model.Bytes;
import org.holdfast.node.view.SourceView;
import org.jspecify.annotations.Nullable;

/**
 * Entries as they would be if they were read live. A snapshot of a file system has another device number on each run, and
 * its top another name; with those, no file would ever look unchanged.
 *
 * @param live the source itself as it stands outside the snapshot; null if the view is live
 */
record ViewedEntries(Bytes source, Bytes view, @Nullable ScannedEntry live, long viewDevice) {
    static ViewedEntries live(Bytes source) {
        return new ViewedEntries(source, source, null, 0);
    }

    static ViewedEntries of(FileTree files, Bytes source, SourceView view) {
        if (!view.isSnapshot()) {
            return live(source);
        }
        @Nullable ScannedEntry outside = top(files, source);
        @Nullable ScannedEntry inside = top(files, view.path());
        return new ViewedEntries(source, view.path(), outside, inside == null ? 0 : inside.device());
    }

    private static @Nullable ScannedEntry top(FileTree files, Bytes path) {
        try (TreeScan scan = files.scan(path, ScanOptions.everything())) {
            return switch (scan.next()) {
                case ScanEvent.Enter(ScannedEntry folder) -> folder;
                case ScanEvent.Found(ScannedEntry entry) -> entry;
                case ScanEvent.Leave leave -> null;
                case Trouble trouble -> null;
            };
        }
    }

    /** @param top whether it is the source itself */
    ScannedEntry as(ScannedEntry entry, boolean top) {
        if (live == null) {
            return entry;
        }
        return new ScannedEntry(
                top ? live.name() : entry.name(),
                entry.kind(),
                entry.mode(),
                entry.uid(),
                entry.gid(),
                entry.mtimeSeconds(),
                entry.mtimeNanos(),
                entry.ctimeSeconds(),
                entry.ctimeNanos(),
                entry.device() == viewDevice ? live.device() : entry.device(),
                entry.inode(),
                entry.links(),
                entry.size(),
                entry.rdev(),
                entry.linkTarget());
    }

    /** With the path that people know. */
    Trouble as(Trouble trouble) {
        byte[] path = trouble.path().toArray();
        byte[] from = view.toArray();
        if (live == null || path.length < from.length || !Arrays.equals(path, 0, from.length, from, 0, from.length)) {
            return trouble;
        }
        byte[] to = source.toArray();
        byte[] whole = Arrays.copyOf(to, to.length + path.length - from.length);
        System.arraycopy(path, from.length, whole, to.length, path.length - from.length);
        return new Trouble(Bytes.of(whole), trouble.code(), trouble.why());
    }
}
