// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.widget;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.holdfast.console.text.Amounts;
import org.holdfast.console.text.Texts;
import org.jspecify.annotations.Nullable;

/**
 * A table of any number of rows, a page at a time, with a field that leaves only rows with a text in them. A native table
 * of a million rows would take seconds of the UI thread and hundreds of megabytes, also if none of its rows is filled.
 */
public final class PagedTable<T> {
    /** Rows at once; growing by so many is well below 50 ms. */
    static final int PAGE = 1000;

    private static final int COUNT = 200;

    private final Composite whole;
    private final RowTable<T> table;
    private final Text filter;
    private final Label count;
    private final Button back;
    private final Button on;
    private final Function<T, String> filtered;
    private final Asking filtering;
    private Rows<T> rows = Rows.of(List.of());
    private int @Nullable [] matches;
    private int first;

    /**
     * @param columns how rows are shown; they keep their order
     * @param key what makes two rows the same
     * @param filtered what the filter looks at
     */
    public PagedTable(
            Composite parent,
            String id,
            List<Column<T>> columns,
            Function<T, Object> key,
            Function<T, String> filtered) {
        this.filtered = filtered;
        this.whole = Forms.columns(parent, 4);
        this.filter = Ids.id(new Text(whole, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL), id + "-filter");
        filter.setMessage(Texts.of("paged.filter"));
        GridDataFactory.fillDefaults().grab(true, false).applyTo(filter);
        this.count = Ids.id(new Label(whole, SWT.RIGHT), id + "-count");
        GridDataFactory.swtDefaults().hint(COUNT, SWT.DEFAULT).applyTo(count);
        this.back = Forms.button(whole, id + "-back", "paged.back", () -> turn(-PAGE));
        this.on = Forms.button(whole, id + "-on", "paged.on", () -> turn(PAGE));
        this.table = new RowTable<>(whole, id, SWT.MULTI, columns, key).unsorted();
        GridDataFactory.fillDefaults().grab(true, true).span(4, 1).applyTo(table.widget());
        this.filtering = new Asking(whole);
        filter.addListener(SWT.Modify, event -> match());
        arrange();
    }

    public Composite widget() {
        return whole;
    }

    public RowTable<T> table() {
        return table;
    }

    /** Other rows, from their first page. */
    public void show(Rows<T> fresh) {
        rows = fresh;
        first = 0;
        matches = null;
        if (filter.getText().isEmpty()) {
            arrange();
        } else {
            match();
        }
    }

    /** The rows have become more; those of a page that is full stay as they are. */
    public void grown() {
        if (matches == null && table.rows().size() < PAGE) {
            arrange();
        } else if (matches == null) {
            count();
        }
    }

    /** No row is left out any more. */
    public void unfilter() {
        filter.setText("");
    }

    private void turn(int by) {
        first = Math.max(0, Math.min(first + by, (size() - 1) / PAGE * PAGE));
        arrange();
        table.widget().setTopIndex(0);
    }

    private int size() {
        return matches == null ? rows.size() : matches.length;
    }

    private void match() {
        String wanted = filter.getText().toLowerCase(Locale.ROOT);
        first = 0;
        if (wanted.isEmpty()) {
            filtering.stop();
            matches = null;
            arrange();
            return;
        }
        Rows<T> all = rows;
        filtering.ask(
                () -> matching(all, wanted),
                found -> {
                    matches = found;
                    arrange();
                },
                failure -> arrange());
    }

    /** Gives up when it is not wanted any more. */
    private int[] matching(Rows<T> all, String wanted) {
        int[] found = new int[1024];
        int many = 0;
        for (int i = 0; i < all.size() && !Thread.currentThread().isInterrupted(); i++) {
            if (filtered.apply(all.get(i)).toLowerCase(Locale.ROOT).contains(wanted)) {
                if (many == found.length) {
                    found = Arrays.copyOf(found, many * 2);
                }
                found[many++] = i;
            }
        }
        return Arrays.copyOf(found, many);
    }

    private void arrange() {
        int size = size();
        int many = Math.min(PAGE, size - first);
        table.show(page(first, Math.max(0, many)));
        count();
    }

    /** Which rows these are, of how many. */
    private void count() {
        int size = size();
        int many = table.rows().size();
        boolean pages = size > PAGE;
        String text = pages
                ? Texts.of(
                        "paged.part",
                        Amounts.count(first + 1L),
                        Amounts.count((long) first + many),
                        Amounts.count(size))
                : Texts.of("paged.all", Amounts.count(size));
        back.setEnabled(first > 0);
        on.setEnabled(first + PAGE < size);
        Forms.show(back, pages);
        Forms.show(on, pages);
        count.setText(
                text); // into the room that it has: arranging all anew for each step would cost more than the step
    }

    private List<T> page(int from, int many) {
        Rows<T> all = rows;
        int[] indices = matches;
        return new AbstractList<>() {
            @Override
            public T get(int index) {
                return all.get(indices == null ? from + index : indices[from + index]);
            }

            @Override
            public int size() {
                return many;
            }
        };
    }
}
