// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.snapshots;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
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

/** Finds paths by name or pattern, in one snapshot or in all. */
final class Search {
    private final SnapshotsPart part;
    private final Composite whole;
    private final Text pattern;
    private final Button everywhere;
    private final Button restore;
    private final Button show;
    private final Label state;
    private final PagedTable<Row> found;
    private final Asking asking;
    private @Nullable Snapshot snapshot;

    Search(Composite parent, SnapshotsPart part) {
        this.part = part;
        this.whole = Forms.tab(parent);
        Composite top = Forms.columns(whole, 3);
        Forms.fillWidth(top);
        this.pattern = Ids.id(new Text(top, SWT.SEARCH | SWT.ICON_SEARCH), "search-pattern");
        pattern.setMessage(Texts.of("search.message"));
        GridDataFactory.fillDefaults().grab(true, false).applyTo(pattern);
        this.everywhere = Ids.id(new Button(top, SWT.CHECK), "search-everywhere");
        everywhere.setText(Texts.of("search.everywhere"));
        Forms.button(top, "search-go", "search.go", this::search);
        pattern.addListener(SWT.DefaultSelection, event -> search());
        this.found = new PagedTable<>(whole, "found", columns(), row -> row.snapshot() + row.path(), Row::path);
        EntryColumns.pictures(found, part.appearance());
        Forms.fill(found.widget());
        Composite bottom = Forms.columns(whole, 3);
        Forms.fillWidth(bottom);
        this.restore = Forms.button(bottom, "search-restore", "action.restore.selected", this::restore);
        this.show = Forms.button(bottom, "search-show", "search.show", this::show);
        this.state = Ids.id(Forms.text(bottom, "", "tone-faint"), "search-state");
        this.asking = new Asking(whole);
        found.table().onSelect(this::enable);
        found.table().onOpen(this::show);
        enable();
    }

    private List<Column<Row>> columns() {
        List<Column<Row>> columns = new ArrayList<>(List.of(EntryColumns.path()));
        columns.add(Column.word("column.snapshot", 150, Row::snapshot, row -> when(row.snapshot())));
        columns.addAll(EntryColumns.details());
        return columns;
    }

    private String when(String id) {
        return part.snapshot(id).flatMap(Snapshot::time).map(Amounts::minute).orElse(id);
    }

    Composite widget() {
        return whole;
    }

    /** Which one is searched unless all are. */
    void in(Snapshot wanted) {
        snapshot = wanted;
    }

    private void search() {
        String text = pattern.getText().strip();
        if (text.isEmpty()) {
            return;
        }
        Optional<String> where = everywhere.getSelection()
                ? Optional.empty()
                : Optional.ofNullable(snapshot).map(Snapshot::id);
        EntryTable entries = new EntryTable();
        found.unfilter();
        found.show(EntryColumns.rows(entries));
        Forms.set(state, Texts.of("search.running"));
        asking.ask(
                () -> {
                    part.node().find(where, glob(text), entries, () -> asking.meanwhile(found::grown));
                    return entries;
                },
                all -> {
                    found.grown();
                    Forms.set(state, all.size() == 0 ? Texts.of("search.nothing") : "");
                },
                failure -> {
                    Forms.set(state, "");
                    part.failed(failure);
                });
    }

    /** A word without any sign of a pattern is looked for anywhere in a name. */
    static String glob(String text) {
        return text.matches(".*[*?\\[/].*") ? text : "*" + text + "*";
    }

    private void enable() {
        part.rights()
                .enable(restore, AccessRole.OPERATOR, !found.table().selected().isEmpty());
        show.setEnabled(found.table().single().isPresent());
    }

    private void show() {
        found.table()
                .single()
                .ifPresent(row -> part.go(
                        row.snapshot(),
                        row.isFolder() ? row.path() : row.path().substring(0, Math.max(1, slash(row)))));
    }

    private static int slash(Row row) {
        return row.path().lastIndexOf('/');
    }

    private void restore() {
        List<RestoreItem> items = new ArrayList<>();
        for (Row row : found.table().selected()) {
            part.snapshot(row.snapshot()).ifPresent(of -> items.add(new RestoreItem(of, row.path())));
        }
        if (!items.isEmpty()) {
            part.restore(items);
        }
    }

    void clear() {
        asking.stop();
        snapshot = null;
        found.show(EntryColumns.rows(new EntryTable()));
        Forms.set(state, "");
        enable();
    }
}
