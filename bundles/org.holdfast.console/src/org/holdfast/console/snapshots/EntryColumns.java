// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.snapshots;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.holdfast.console.client.EntryTable;
import org.holdfast.console.client.EntryTable.Row;
import org.holdfast.console.text.Amounts;
import org.holdfast.console.text.Harmless;
import org.holdfast.console.text.Texts;
import org.holdfast.console.widget.Column;
import org.holdfast.console.widget.Look;
import org.holdfast.console.widget.PagedTable;
import org.holdfast.console.widget.Rows;
import org.holdfast.console.widget.Tone;

/** How entries of snapshots are shown. */
final class EntryColumns {
    private EntryColumns() {}

    static Rows<Row> rows(EntryTable table) {
        return new Rows<>() {
            @Override
            public int size() {
                return table.size();
            }

            @Override
            public Row get(int index) {
                return table.get(index);
            }
        };
    }

    static Column<Row> name() {
        return Column.text("column.name", 300, EntryColumns::shownName);
    }

    private static String shownName(Row row) {
        return row.linkTarget().map(target -> row.name() + " → " + target).orElse(row.name());
    }

    static Column<Row> path() {
        return Column.text("column.path", 420, Row::path);
    }

    /** Those that a folder and a search have in common. */
    static List<Column<Row>> details() {
        return List.of(
                new Column<>(
                        Texts.of("column.size"),
                        90,
                        true,
                        Comparator.comparing(Row::size),
                        row -> row.isFolder() ? "" : Amounts.bytes(row.size())),
                Column.word("column.modified", 150, Row::modified, row -> time(row.modified())),
                Column.word("column.kind", 90, Row::kind, row -> Texts.word("kind", row.kind())),
                Column.text("column.owner", 110, row -> row.owner() + ":" + row.group()),
                Column.text("column.mode", 70, Row::mode));
    }

    private static String time(String modified) {
        try {
            return Amounts.second(Instant.parse(modified));
        } catch (DateTimeException e) {
            return Harmless.line(modified);
        }
    }

    static void pictures(PagedTable<Row> table, Look look) {
        table.table().pictures(row -> switch (row.kind()) {
            case "directory" -> look.icon("folder", Tone.ACCENT);
            case "symlink" -> look.icon("link", Tone.FAINT);
            default -> look.icon("file", Tone.FAINT);
        });
    }
}
