// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.snapshots;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.holdfast.console.client.view.Difference;
import org.holdfast.console.client.view.Snapshot;
import org.holdfast.console.text.Amounts;
import org.holdfast.console.text.Texts;
import org.holdfast.console.widget.Asking;
import org.holdfast.console.widget.Column;
import org.holdfast.console.widget.Forms;
import org.holdfast.console.widget.Ids;
import org.holdfast.console.widget.Look;
import org.holdfast.console.widget.PagedTable;
import org.holdfast.console.widget.Rows;
import org.holdfast.console.widget.Tone;
import org.holdfast.model.AccessRole;

/** What differs between two snapshots. */
final class Compare {
    private static final int EVERY = 2000;

    private final SnapshotsPart part;
    private final Composite whole;
    private final Combo older;
    private final Combo newer;
    private final Button go;
    private final Button restore;
    private final Label state;
    private final PagedTable<Difference> table;
    private final Asking asking;
    private List<Snapshot> offered = List.of();
    /** The older one of those whose differences are shown, whatever is chosen since. */
    private Optional<Snapshot> compared = Optional.empty();

    Compare(Composite parent, SnapshotsPart part) {
        this.part = part;
        this.whole = Forms.tab(parent);
        Composite top = Forms.columns(whole, 6);
        Forms.fillWidth(top);
        this.older = combo(top, "compare-older", "compare.older");
        this.newer = combo(top, "compare-newer", "compare.newer");
        this.go = Forms.button(top, "compare-go", "compare.go", this::compare);
        this.state = Ids.id(Forms.text(top, "", Tone.FAINT.style()), "compare-state");
        this.table = new PagedTable<>(
                whole,
                "differences",
                List.of(
                        Column.word(
                                "column.change", 130, Difference::change, each -> Texts.word("change", each.change())),
                        Column.text("column.path", 560, Difference::path)),
                Difference::path,
                Difference::path);
        Look look = part.appearance();
        table.table().pictures(each -> switch (each.change()) {
            case "added" -> look.icon("plus", Tone.GOOD);
            case "removed" -> look.icon("minus", Tone.BAD);
            default -> look.icon("file", Tone.WARN);
        });
        Forms.fill(table.widget());
        this.restore = Forms.button(whole, "compare-restore", "compare.restore", this::restore);
        this.asking = new Asking(whole);
        table.table().onSelect(this::enable);
        enable();
    }

    private Combo combo(Composite parent, String id, String key) {
        Forms.text(parent, Texts.of(key), Tone.PLAIN.style()).setLayoutData(null);
        Combo combo = Ids.id(new Combo(parent, SWT.DROP_DOWN | SWT.READ_ONLY), id);
        combo.addListener(SWT.Selection, event -> enable());
        return combo;
    }

    Composite widget() {
        return whole;
    }

    /** @param snapshots the newest first */
    void offer(List<Snapshot> snapshots) {
        Optional<Snapshot> before = chosen(older);
        Optional<Snapshot> after = chosen(newer);
        boolean newest = newer.getSelectionIndex() <= 0;
        boolean neighbours = older.getSelectionIndex() <= newer.getSelectionIndex() + 1;
        offered = snapshots;
        String[] times = snapshots.stream()
                .map(each -> each.time().map(Amounts::second).orElse(each.id()))
                .toArray(String[]::new);
        older.setItems(times);
        newer.setItems(times);
        newer.select(newest ? 0 : at(after));
        older.select(newest && neighbours ? Math.min(1, snapshots.size() - 1) : at(before));
        enable();
        older.requestLayout();
        newer.requestLayout();
    }

    private Optional<Snapshot> chosen(Combo combo) {
        int index = combo.getSelectionIndex();
        return index >= 0 && index < offered.size() ? Optional.of(offered.get(index)) : Optional.empty();
    }

    /** Where it stands now: a snapshot keeps its id when it gets safer. */
    private int at(Optional<Snapshot> wanted) {
        List<String> ids = offered.stream().map(Snapshot::id).toList();
        return wanted.map(each -> ids.indexOf(each.id())).orElse(-1);
    }

    /** This one with the one before. */
    void with(Snapshot wanted) {
        int index = at(Optional.of(wanted));
        if (index >= 0) {
            newer.select(index);
            older.select(Math.min(index + 1, offered.size() - 1));
        }
        enable();
    }

    private void enable() {
        boolean both = older.getSelectionIndex() >= 0 && newer.getSelectionIndex() >= 0;
        boolean same = both && older.getSelectionIndex() == newer.getSelectionIndex();
        go.setEnabled(both && !same);
        go.setToolTipText(same ? Texts.of("compare.itself") : null);
        part.rights().enable(restore, AccessRole.OPERATOR, !removable().isEmpty());
    }

    /** What can be had from the older one: everything but what was added since. */
    private List<Difference> removable() {
        return table.table().selected().stream()
                .filter(each -> !each.change().equals("added"))
                .toList();
    }

    private void compare() {
        compared = chosen(older);
        String from = offered.get(older.getSelectionIndex()).id();
        String to = offered.get(newer.getSelectionIndex()).id();
        List<Difference> found = Collections.synchronizedList(new ArrayList<>());
        table.unfilter();
        table.show(Rows.of(found));
        Forms.set(state, Texts.of("search.running"));
        asking.ask(
                () -> {
                    part.node().diff(from, to, each -> {
                        found.add(each);
                        if (found.size() % EVERY == 0) {
                            asking.meanwhile(table::grown);
                        }
                    });
                    return found;
                },
                all -> {
                    table.grown();
                    Forms.set(state, all.isEmpty() ? Texts.of("compare.same") : "");
                },
                failure -> {
                    Forms.set(state, "");
                    part.failed(failure);
                });
    }

    private void restore() {
        compared.ifPresent(from -> part.restore(removable().stream()
                .map(each -> new RestoreItem(from, each.path()))
                .toList()));
    }

    void clear() {
        asking.stop();
        offer(List.of());
        table.show(Rows.of(List.of()));
        Forms.set(state, "");
        enable();
    }
}
