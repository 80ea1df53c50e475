// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.widget;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.jspecify.annotations.Nullable;

/**
 * A table of rows: only those on the screen become widgets. Rows are sorted by a click on a column, unless they come in an
 * order of their own; what was selected stays selected when the same rows come again. For the UI thread.
 */
public final class RowTable<T> {
    private final Table table;
    private final List<Column<T>> columns;
    private final Function<T, Object> key;
    private Function<T, @Nullable Image> picture = row -> null;
    private Function<T, @Nullable Color> colour = row -> null;
    private List<T> rows = List.of();
    private List<T> shown = List.of();
    private boolean sorts = true;

    /** @param key what makes two rows the same row */
    public RowTable(Composite parent, String id, int style, List<Column<T>> columns, Function<T, Object> key) {
        this.table = Ids.id(new Table(parent, style | SWT.VIRTUAL | SWT.FULL_SELECTION | SWT.BORDER), id);
        this.columns = List.copyOf(columns);
        this.key = key;
        table.setHeaderVisible(true);
        for (Column<T> each : columns) {
            TableColumn column = new TableColumn(table, each.right() ? SWT.RIGHT : SWT.LEFT);
            column.setText(each.title());
            column.setWidth(each.width());
            column.setMoveable(true);
            column.addListener(SWT.Selection, event -> sortBy(column));
        }
        table.addListener(SWT.SetData, this::fill);
    }

    public RowTable<T> pictures(Function<T, @Nullable Image> pictures) {
        this.picture = pictures;
        return this;
    }

    public RowTable<T> colours(Function<T, @Nullable Color> colours) {
        this.colour = colours;
        return this;
    }

    /** The rows come in the order in which they are to be shown. */
    public RowTable<T> unsorted() {
        this.sorts = false;
        return this;
    }

    public Table widget() {
        return table;
    }

    /** Shows these instead. The list is not copied, and may be one that makes its rows when they are asked for. */
    public void show(List<T> fresh) {
        List<Object> selected = selected().stream().map(key).toList();
        rows = fresh;
        arrange();
        if (!selected.isEmpty()) {
            table.setSelection(IntStream.range(0, shown.size())
                    .filter(index -> selected.contains(key.apply(shown.get(index))))
                    .toArray());
        }
    }

    private void arrange() {
        shown = order().map(order -> rows.stream().sorted(order).toList()).orElse(rows);
        resize(shown.size());
        table.clearAll();
    }

    /**
     * Never empties a table of several rows at once: SWT on GTK forgets its items first and clears the rows after, and GTK,
     * which moves its cursor from each row that goes to the next, makes it create items for rows that are about to go. These
     * stay behind with freed memory, and crash the process when the style sheets touch them (SWT 3.135, GTK 3.24).
     */
    private void resize(int count) {
        if (count == 0 && table.getItemCount() > 1) {
            table.setItemCount(1);
        }
        table.setItemCount(count);
    }

    private Optional<Comparator<T>> order() {
        TableColumn by = table.getSortColumn();
        if (!sorts || by == null) {
            return Optional.empty();
        }
        Comparator<T> order = columns.get(table.indexOf(by)).order();
        return Optional.of(table.getSortDirection() == SWT.DOWN ? order.reversed() : order);
    }

    private void sortBy(TableColumn column) {
        if (!sorts) {
            return;
        }
        boolean again = table.getSortColumn() == column;
        table.setSortColumn(column);
        table.setSortDirection(again && table.getSortDirection() == SWT.UP ? SWT.DOWN : SWT.UP);
        show(rows);
    }

    private void fill(Event event) {
        TableItem item = (TableItem) event.item;
        int index = event.index;
        if (index < 0 || index >= shown.size()) {
            return; // the widget asks also while its rows go away
        }
        T row = shown.get(index);
        for (int i = 0; i < columns.size(); i++) {
            item.setText(i, columns.get(i).text().apply(row));
        }
        item.setImage(0, picture.apply(row));
        item.setForeground(colour.apply(row));
    }

    /** The rows as they are shown. */
    public List<T> rows() {
        return shown;
    }

    public List<T> selected() {
        List<T> selected = new ArrayList<>();
        for (int index : table.getSelectionIndices()) {
            if (index < shown.size()) {
                selected.add(shown.get(index));
            }
        }
        return selected;
    }

    /** The one that is selected; empty if there are several. */
    public Optional<T> single() {
        List<T> selected = selected();
        return selected.size() == 1 ? Optional.of(selected.getFirst()) : Optional.empty();
    }

    /** Selects the row with this key, if it is there. */
    public void select(Object wanted) {
        IntStream.range(0, shown.size())
                .filter(index -> Objects.equals(key.apply(shown.get(index)), wanted))
                .findFirst()
                .ifPresent(table::setSelection);
    }

    public void onSelect(Runnable action) {
        table.addListener(SWT.Selection, event -> action.run());
    }

    /** Enter, or a double click. */
    public void onOpen(Runnable action) {
        table.addListener(SWT.DefaultSelection, event -> action.run());
    }
}
