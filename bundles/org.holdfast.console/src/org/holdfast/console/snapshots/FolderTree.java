// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.snapshots;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.holdfast.console.client.EntryTable;
import org.holdfast.console.client.EntryTable.Row;
import org.holdfast.console.client.view.Snapshot;
import org.holdfast.console.text.Amounts;
import org.holdfast.console.text.Harmless;
import org.holdfast.console.text.Texts;
import org.holdfast.console.widget.Asking;
import org.holdfast.console.widget.Ids;
import org.holdfast.console.widget.Tone;
import org.jspecify.annotations.Nullable;

/**
 * The folders of a snapshot. A folder is loaded when it is opened; of one with more folders than anybody scrolls through
 * the first are shown, and the table beside has them all.
 */
final class FolderTree {
    private static final int MOST = 500;

    private static final String PATH = "path";

    private final SnapshotsPart part;
    private final Tree tree;
    private final Consumer<String> chosen;
    private final Set<String> sources = new HashSet<>();
    private @Nullable Snapshot snapshot;
    private String awaited = "";

    FolderTree(Composite parent, SnapshotsPart part, Consumer<String> chosen) {
        this.part = part;
        this.chosen = chosen;
        this.tree = Ids.id(new Tree(parent, SWT.SINGLE | SWT.BORDER), "folders");
        tree.addListener(SWT.Expand, event -> load((TreeItem) event.item));
        tree.addListener(SWT.Selection, this::selected);
        part.appearance().paint(tree, () -> repaint(tree.getItems()));
    }

    private void selected(Event event) {
        if (event.item.getData(PATH) instanceof String path) {
            chosen.accept(path);
        }
    }

    void open(Snapshot of) {
        clear();
        snapshot = of;
        ask("/", null);
    }

    /** Whether a backup begins at this path. */
    boolean isSource(String path) {
        return sources.contains(path);
    }

    void clear() {
        snapshot = null;
        awaited = "";
        sources.clear();
        tree.removeAll();
    }

    /** Below an item there is one without a path until it was opened. */
    private void load(TreeItem item) {
        if (isUnopened(item) && item.getData(PATH) instanceof String path && !path.equals(awaited)) {
            ask(path, item);
        }
    }

    private static boolean isUnopened(TreeItem item) {
        return item.getItemCount() == 1 && item.getItem(0).getData(PATH) == null;
    }

    /** The list beside is loading this folder, so that it need not be asked for twice: {@link #offer} follows. */
    void await(String path) {
        awaited = path;
    }

    /** What is in a folder. Off the UI thread it is looked through, as it may be long. */
    void offer(String path, EntryTable entries) {
        Snapshot of = snapshot;
        awaited = "";
        if (of != null) {
            new Asking(tree).ask(() -> folders(entries), found -> fillIfOpen(of, path, found), part::failed);
        }
    }

    private void fillIfOpen(Snapshot of, String path, Found found) {
        if (snapshot == of) {
            find(tree.getItems(), path).filter(FolderTree::isUnopened).ifPresent(item -> fill(item, found));
        }
    }

    private static Optional<TreeItem> find(TreeItem[] items, String path) {
        for (TreeItem item : items) {
            if (path.equals(item.getData(PATH))) {
                return Optional.of(item);
            }
            if (item.getData(PATH) instanceof String above && path.startsWith(above)) {
                Optional<TreeItem> below = find(item.getItems(), path);
                if (below.isPresent()) {
                    return below;
                }
            }
        }
        return Optional.empty();
    }

    private void ask(String path, @Nullable TreeItem parent) {
        Snapshot of = snapshot;
        if (of == null) {
            return;
        }
        new Asking(tree)
                .ask(
                        () -> folders(of, path),
                        found -> {
                            if (snapshot == of && (parent == null || !parent.isDisposed())) {
                                fill(parent, found);
                            }
                        },
                        part::failed);
    }

    /** The first folders, and how many more there are. */
    private record Found(List<Row> folders, int more) {}

    private Found folders(Snapshot of, String path) {
        EntryTable entries = new EntryTable();
        part.node().entries(of.id(), path, entries, () -> {});
        return folders(entries);
    }

    private static Found folders(EntryTable entries) {
        List<Row> folders = new ArrayList<>();
        int more = 0;
        for (int i = 0; i < entries.size(); i++) {
            Row row = entries.get(i);
            if (row.isFolder() && folders.size() < MOST) {
                folders.add(row);
            } else if (row.isFolder()) {
                more++;
            }
        }
        return new Found(folders, more);
    }

    private void fill(@Nullable TreeItem parent, Found found) {
        tree.setRedraw(false);
        if (parent != null) {
            parent.removeAll();
        }
        for (Row row : found.folders()) {
            TreeItem item = item(parent);
            item.setData(PATH, row.path());
            item.setText(Harmless.line(parent == null ? row.path() : row.name()));
            item.setImage(part.appearance().icon("folder", Tone.ACCENT));
            new TreeItem(item, SWT.NONE).setText(Texts.of("browse.loading"));
            if (parent == null) {
                sources.add(row.path());
            }
        }
        if (found.more() > 0) {
            item(parent).setText(Texts.of("browse.more", Amounts.count(found.more())));
        }
        tree.setRedraw(true);
        if (parent == null && found.folders().size() == 1) {
            TreeItem only = tree.getItem(0);
            only(found.folders().getFirst().path());
            only.setExpanded(true);
        }
    }

    /** With one source there is nothing to choose at the root. */
    private void only(String path) {
        tree.select(tree.getItem(0));
        chosen.accept(path);
    }

    private TreeItem item(@Nullable TreeItem parent) {
        return parent == null ? new TreeItem(tree, SWT.NONE) : new TreeItem(parent, SWT.NONE);
    }

    private void repaint(TreeItem[] items) {
        for (TreeItem item : items) {
            if (item.getData(PATH) != null) {
                item.setImage(part.appearance().icon("folder", Tone.ACCENT));
            }
            repaint(item.getItems());
        }
    }
}
