// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.snapshots;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.holdfast.console.client.EntryTable;
import org.holdfast.console.client.EntryTable.Row;
import org.holdfast.console.client.view.Snapshot;
import org.holdfast.console.text.Amounts;
import org.holdfast.console.text.Texts;
import org.holdfast.console.widget.Asking;
import org.holdfast.console.widget.Column;
import org.holdfast.console.widget.Forms;
import org.holdfast.console.widget.Ids;
import org.holdfast.console.widget.PagedTable;
import org.holdfast.model.AccessRole;
import org.jspecify.annotations.Nullable;

/** What is in a snapshot: folders at the left, the content of one at the right. Nothing is loaded that is not opened. */
final class Browse {
    private static final String ROOT = "/";

    private final SnapshotsPart part;
    private final Composite whole;
    private final FolderTree tree;
    private final PagedTable<Row> content;
    private final Label place;
    private final Button up;
    private final Button restore;
    private final Button looking;
    private final SashForm halves;
    private final PreviewPane preview;
    private final Asking asking;
    private @Nullable Snapshot snapshot;
    private String folder = ROOT;

    Browse(Composite parent, SnapshotsPart part) {
        this.part = part;
        this.whole = Forms.tab(parent);
        Composite top = Forms.columns(whole, 4);
        Forms.fillWidth(top);
        this.up = Forms.button(top, "browse-up", "browse.up", this::up);
        this.place = Ids.id(Forms.text(top, "", "heading"), "browse-place");
        this.looking = Ids.id(new Button(top, SWT.CHECK), "browse-preview");
        looking.setText(Texts.of("browse.preview"));
        looking.addListener(SWT.Selection, event -> turnPreview());
        part.rights().guard(looking, AccessRole.OPERATOR);
        this.restore = Forms.button(top, "browse-restore", "action.restore", this::restore);
        SashForm sash = Forms.sash(whole, SWT.HORIZONTAL);
        this.tree = new FolderTree(sash, part, this::enter);
        List<Column<Row>> columns = new ArrayList<>(List.of(EntryColumns.name()));
        columns.addAll(EntryColumns.details());
        this.halves = Forms.sash(sash, SWT.VERTICAL);
        this.content = new PagedTable<>(halves, "entries", columns, Row::path, Row::name);
        EntryColumns.pictures(content, part.appearance());
        this.preview = new PreviewPane(halves, part);
        halves.setWeights(45, 55);
        sash.setWeights(28, 72);
        content.table().onOpen(this::openSelected);
        content.table().onSelect(this::selected);
        this.asking = new Asking(whole);
        turnPreview();
        enable();
    }

    Composite widget() {
        return whole;
    }

    /** From its root, or from the folder that was shown of another one, if it is there. */
    void open(Snapshot wanted) {
        if (snapshot != null && snapshot.id().equals(wanted.id())) {
            return;
        }
        snapshot = wanted;
        tree.open(wanted);
        enter(ROOT);
    }

    void enter(String path) {
        Snapshot of = snapshot;
        if (of == null) {
            return;
        }
        folder = path;
        preview.clear();
        content.unfilter();
        EntryTable entries = new EntryTable();
        content.show(EntryColumns.rows(entries));
        Forms.set(place, Texts.of("browse.place", title(of), path));
        enable();
        tree.await(path);
        asking.ask(
                () -> {
                    part.node().entries(of.id(), path, entries, () -> asking.meanwhile(content::grown));
                    return entries;
                },
                all -> {
                    content.grown();
                    tree.offer(path, all);
                    enable();
                },
                part::failed);
    }

    private static String title(Snapshot snapshot) {
        return snapshot.time().map(Amounts::minute).orElse(snapshot.id());
    }

    private void selected() {
        enable();
        look();
    }

    /** Off until somebody wants it: what is looked at has to be fetched. */
    private void turnPreview() {
        boolean on = looking.getSelection();
        halves.setMaximizedControl(on ? null : content.widget());
        if (on) {
            look();
        } else {
            preview.clear();
        }
    }

    private void look() {
        Snapshot of = snapshot;
        if (of != null && looking.getSelection() && looking.isEnabled()) {
            preview.look(of, content.table().single());
        } else {
            preview.clear(); // what is shown is not what is selected, or the pass may not look any more
        }
    }

    private void openSelected() {
        content.table().single().filter(Row::isFolder).ifPresent(row -> enter(row.path()));
    }

    private void up() {
        int slash = folder.lastIndexOf('/');
        enter(slash <= 0 || tree.isSource(folder) ? ROOT : folder.substring(0, slash));
    }

    private void enable() {
        up.setEnabled(!folder.equals(ROOT));
        part.rights().enable(restore, AccessRole.OPERATOR, snapshot != null);
        int selected = content.table().selected().size();
        restore.setText(selected == 0 ? Texts.of("action.restore.folder") : Texts.of("action.restore", selected));
        restore.requestLayout();
    }

    private void restore() {
        Snapshot of = snapshot;
        if (of != null) {
            List<Row> selected = content.table().selected();
            part.restore(
                    selected.isEmpty()
                            ? List.of(new RestoreItem(of, folder))
                            : selected.stream()
                                    .map(row -> new RestoreItem(of, row.path()))
                                    .toList());
        }
    }

    void clear() {
        asking.stop();
        preview.clear();
        snapshot = null;
        folder = ROOT;
        tree.clear();
        content.show(EntryColumns.rows(new EntryTable()));
        Forms.set(place, "");
        enable();
    }
}
