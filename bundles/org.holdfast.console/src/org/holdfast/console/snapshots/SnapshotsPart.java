// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.snapshots;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.TabFolder;
import org.holdfast.console.client.ControlClient;
import org.holdfast.console.client.ControlException;
import org.holdfast.console.client.view.Snapshot;
import org.holdfast.console.client.view.Status;
import org.holdfast.console.part.NodePart;
import org.holdfast.console.text.Amounts;
import org.holdfast.console.text.Texts;
import org.holdfast.console.widget.Asking;
import org.holdfast.console.widget.Column;
import org.holdfast.console.widget.Forms;
import org.holdfast.console.widget.Ids;
import org.holdfast.console.widget.Look;
import org.holdfast.console.widget.Permits;
import org.holdfast.console.widget.RowTable;
import org.holdfast.console.widget.Tone;
import org.holdfast.console.work.Works;

/** Snapshots over time at the left; what is in one, a search, and a comparison of two at the right. */
public final class SnapshotsPart extends NodePart {
    @Inject
    private Works works;

    private Asking asking;
    private RowTable<Snapshot> table;
    private Browse browse;
    private Search search;
    private Compare compare;
    private List<Snapshot> shown = List.of();

    @Override
    protected void build(Composite body) {
        asking = new Asking(body);
        SashForm sash = Forms.sash(body, SWT.HORIZONTAL);
        Composite left = Forms.columns(sash, 1);
        Forms.heading(left, "snapshots.heading");
        table = new RowTable<>(left, "snapshots", SWT.SINGLE, columns(), Snapshot::id);
        table.unsorted();
        table.pictures(each -> look().icon(picture(each), tone(each)));
        Forms.fill(table.widget());
        table.onSelect(this::selected);
        TabFolder tabs = Ids.id(new TabFolder(sash, SWT.TOP), "snapshot-tabs");
        browse = new Browse(tabs, this);
        search = new Search(tabs, this);
        compare = new Compare(tabs, this);
        Forms.tab(tabs, "snapshots.browse", browse.widget());
        Forms.tab(tabs, "snapshots.search", search.widget());
        Forms.tab(tabs, "snapshots.compare", compare.widget());
        sash.setWeights(30, 70);
    }

    private static List<Column<Snapshot>> columns() {
        return List.of(
                Column.time("column.when", 165, Snapshot::id, Snapshot::time, Amounts::second),
                Column.word("column.state", 120, Snapshot::state, each -> Texts.word("protection", each.state())),
                Column.amount("column.files", 70, Snapshot::files, Amounts::count),
                Column.amount("column.size", 80, Snapshot::bytes, Amounts::bytes),
                Column.amount("column.new", 80, Snapshot::newBytes, Amounts::bytes));
    }

    private static String picture(Snapshot snapshot) {
        return switch (snapshot.state()) {
            case "FULL", "PROTECTED" -> "safe";
            case "PARTIAL" -> "alert";
            default -> "unknown";
        };
    }

    private static Tone tone(Snapshot snapshot) {
        return switch (snapshot.state()) {
            case "FULL", "PROTECTED" -> Tone.GOOD;
            case "PARTIAL" -> Tone.WARN;
            default -> Tone.FAINT;
        };
    }

    @Override
    protected void refresh(Status status) {
        if (!asking.isBusy()) {
            asking.ask(() -> client().snapshots().reversed(), this::show, this::fail);
        }
    }

    private void show(List<Snapshot> snapshots) {
        if (snapshots.equals(shown)) {
            return;
        }
        boolean first = shown.isEmpty();
        shown = snapshots;
        table.show(snapshots);
        compare.offer(snapshots.stream().filter(SnapshotsPart::isReadable).toList());
        if (first) {
            snapshots.stream().filter(SnapshotsPart::isReadable).findFirst().ifPresent(newest -> {
                table.select(newest.id());
                selected();
            });
        }
    }

    /** One that is being made has no content yet. */
    private static boolean isReadable(Snapshot snapshot) {
        return !snapshot.id().isEmpty()
                && !snapshot.state().equals("NONE")
                && !snapshot.state().equals("WAITING");
    }

    private void selected() {
        Optional<Snapshot> readable = table.single().filter(SnapshotsPart::isReadable);
        readable.ifPresent(each -> {
            say("", Tone.PLAIN);
            browse.open(each);
            search.in(each);
            compare.with(each);
        });
    }

    /** Of the snapshot with this id; empty if it is not listed. */
    Optional<Snapshot> snapshot(String id) {
        return shown.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** Shows this folder of this snapshot in the first tab. */
    void go(String id, String folder) {
        snapshot(id).ifPresent(each -> {
            table.select(id);
            browse.open(each);
            browse.enter(folder);
            ((TabFolder) browse.widget().getParent()).setSelection(0);
        });
    }

    void restore(List<RestoreItem> items) {
        new RestoreWizard(nodes().current(), works, look(), items).open(page().getShell());
    }

    @Override
    protected void clear() {
        asking.stop();
        shown = List.of();
        table.show(List.of());
        browse.clear();
        search.clear();
        compare.clear();
    }

    ControlClient node() {
        return client();
    }

    Permits rights() {
        return permits();
    }

    Look appearance() {
        return look();
    }

    void failed(ControlException failure) {
        fail(failure);
    }

    String said(ControlException failure) {
        return words(failure);
    }

    void tell(String text) {
        say(text, Tone.PLAIN);
    }
}
