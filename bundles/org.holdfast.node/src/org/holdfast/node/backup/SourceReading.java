// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.holdfast.core.port.Ledger;
import org.holdfast.files.PathText;
import org.holdfast.files.Trouble;
import org.holdfast.format.tree.ContentRef;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.hooks.HookRun;
import org.holdfast.node.selection.DpkgDatabase;
import org.holdfast.node.selection.PackageFiles;
import org.holdfast.node.view.SourceView;
import org.holdfast.node.view.ViewKind;
import org.holdfast.node.view.Views;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What goes on around the scan of a source: hook, snapshot of the file system, scan, hook. Where there is a snapshot, the
 * last hook runs as soon as that is made, since the files themselves are not needed any more. One thread's.
 */
final class SourceReading {
    private static final Logger LOG = LoggerFactory.getLogger(SourceReading.class);

    private final Ledger.Events events;
    private final NodeClock clock;
    private final Path packages;
    private final Views views;
    private final Consumer<Trouble> troubles;

    /** @param packages root of the system whose package database counts */
    SourceReading(BackupParts parts, Path packages, Consumer<Trouble> troubles) {
        this.events = parts.ledger().events();
        this.clock = parts.clock();
        this.packages = packages;
        this.views = new Views(parts.self().toString().substring(0, 12));
        this.troubles = troubles;
    }

    /** @param previous the source's object in the snapshot before */
    TreeBackup.Scanned read(Source source, TreeBackup tree, Optional<ContentRef> previous) {
        return read(source, tree::unread, view -> tree.run(previous, view));
    }

    private TreeBackup.Scanned read(
            Source source, Supplier<TreeBackup.Scanned> unread, Function<SourceView, TreeBackup.Scanned> scan) {
        HookRun hooks = new HookRun(source.hooks(), source.path(), (type, text) -> event(source, type, text));
        boolean read = false;
        try {
            hooks.before().ifPresent(troubles);
            if (!hooks.goesOn()) {
                return unread.get();
            }
            TreeBackup.Scanned scanned = viewed(source, hooks, unread, scan);
            read = scanned.read();
            return scanned;
        } finally {
            hooks.after(read).ifPresent(troubles);
        }
    }

    private TreeBackup.Scanned viewed(
            Source source,
            HookRun hooks,
            Supplier<TreeBackup.Scanned> unread,
            Function<SourceView, TreeBackup.Scanned> scan) {
        SourceView view;
        try {
            view = views.open(source.view(), source.path());
        } catch (HoldfastException e) {
            report(source, e);
            return unread.get();
        }
        try {
            if (source.view() != ViewKind.LIVE) {
                hooks.after(true).ifPresent(troubles);
            }
            return scan.apply(view);
        } finally {
            close(source, view);
        }
    }

    private void close(Source source, SourceView view) {
        try {
            view.close();
        } catch (HoldfastException e) {
            report(source, e);
        }
    }

    private void report(Source source, HoldfastException e) {
        LOG.warn("A source's snapshot of its file system: {}", e.getMessage());
        troubles.accept(new Trouble(source.path(), e.code(), String.valueOf(e.getMessage())));
    }

    private void event(Source source, String type, String text) {
        events.append(clock.instant(), type, PathText.shown(source.path()), text);
    }

    /** The files that packages brought, if there is a database of them. */
    Optional<PackageFiles> packages(Source source) {
        if (!source.rules().presets().contains(org.holdfast.core.selection.Preset.VENDOR)) {
            return Optional.empty();
        }
        try {
            return Optional.of(DpkgDatabase.load(packages));
        } catch (IOException e) {
            LOG.warn("The package database cannot be read; nothing is left to packages", e);
            troubles.accept(new Trouble(
                    Bytes.of(source.path().toArray()),
                    ErrorCode.SOURCE_UNREADABLE,
                    "was backed up whole, as the package database cannot be read: " + e.getMessage()));
            return Optional.empty();
        }
    }
}
