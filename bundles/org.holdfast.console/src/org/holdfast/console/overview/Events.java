// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.overview;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.holdfast.console.client.view.Event;
import org.holdfast.console.text.Amounts;
import org.holdfast.console.widget.Column;
import org.holdfast.console.widget.Forms;
import org.holdfast.console.widget.RowTable;

/** The last lines of the audit log, the latest first, without audits that went well. */
final class Events {
    /** Each partner brings some a day, and they would leave no room for anything else; Activity has them. */
    private static final String EVERYDAY = "AUDIT_PROVED";

    private final RowTable<Event> table;
    private final List<Event> lines = new ArrayList<>();
    private volatile long last;

    Events(Composite parent) {
        Composite card = Forms.card(parent, 1);
        GridDataFactory.fillDefaults().grab(true, true).hint(200, 200).applyTo(card);
        Forms.heading(card, "events.heading");
        this.table = new RowTable<>(
                        card,
                        "events",
                        SWT.SINGLE,
                        List.of(
                                Column.time("column.time", 140, Event::number, Event::time, Amounts::minute),
                                Column.text("column.event", 170, Event::event),
                                Column.text("column.text", 400, event -> event.about() + "  " + event.text())),
                        Event::number)
                .unsorted();
        Forms.fill(table.widget());
    }

    /** Number of the latest line that is known; 0 for none. Any thread may ask. */
    long last() {
        return last;
    }

    /** @param most how many are kept */
    void add(List<Event> fresh, int most) {
        if (fresh.isEmpty()) {
            return;
        }
        last = fresh.getLast().number();
        lines.addAll(
                0,
                fresh.reversed().stream()
                        .filter(each -> !each.event().equals(EVERYDAY))
                        .toList());
        if (lines.size() > most) {
            lines.subList(most, lines.size()).clear();
        }
        table.show(List.copyOf(lines));
    }

    void clear() {
        lines.clear();
        last = 0;
        table.show(List.of());
    }
}
