// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.overview;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.holdfast.console.client.ControlClient;
import org.holdfast.console.client.view.Source;
import org.holdfast.console.text.Harmless;
import org.holdfast.console.text.Texts;
import org.holdfast.console.widget.Asking;
import org.holdfast.console.widget.Column;
import org.holdfast.console.widget.FolderDialog;
import org.holdfast.console.widget.Forms;
import org.holdfast.console.widget.PathDialog;
import org.holdfast.console.widget.RowTable;
import org.holdfast.model.AccessRole;

/** What is backed up; folders come and go. */
final class Sources {
    private final Composite card;
    private final RowTable<Source> table;
    private final Button remove;
    private final Asking asking;
    private final OverviewPart part;
    private List<Source> shown = List.of();

    Sources(Composite parent, OverviewPart part) {
        this.part = part;
        this.card = Forms.card(parent, 1);
        GridDataFactory.fillDefaults().grab(true, true).hint(200, 200).applyTo(card);
        Forms.heading(card, "sources.heading");
        this.table = new RowTable<>(
                card,
                "sources",
                SWT.SINGLE,
                List.of(
                        Column.text("column.folder", 300, Source::path),
                        Column.text("column.exclude", 130, source -> String.join(" ", source.exclude()))),
                Source::path);
        Forms.fill(table.widget());
        Composite buttons = Forms.row(card, 2);
        part.rights().guard(Forms.button(buttons, "source-add", "sources.add", this::add), AccessRole.OPERATOR);
        this.remove = Forms.button(buttons, "source-remove", "sources.remove", this::remove);
        this.asking = new Asking(card);
        table.onSelect(this::enable);
        enable();
    }

    private void enable() {
        part.rights().enable(remove, AccessRole.OPERATOR, table.single().isPresent());
    }

    void show(List<Source> sources) {
        if (!sources.equals(shown)) {
            shown = sources;
            table.show(sources);
            enable();
        }
    }

    private void add() {
        part.where()
                .map(this::folderThere)
                .orElseGet(this::folderHere)
                .ifPresent(path -> change(asked -> asked.addSource(path, List.of())));
    }

    private Optional<String> folderHere() {
        return FolderDialog.ask(card.getShell(), Texts.of("sources.add"), Texts.of("sources.add.message"), "");
    }

    private Optional<String> folderThere(String where) {
        return new PathDialog(card.getShell(), Texts.of("sources.add"), Texts.of("sources.add.message"), where).ask();
    }

    private void remove() {
        table.single()
                .map(Source::path)
                .filter(path -> MessageDialog.openConfirm(
                        card.getShell(),
                        Texts.of("sources.remove"),
                        Texts.of("sources.remove.sure", Harmless.line(path))))
                .ifPresent(path -> change(asked -> asked.removeSource(path)));
    }

    private void change(Consumer<ControlClient> how) {
        ControlClient asked = part.node();
        asking.ask(
                () -> {
                    how.accept(asked);
                    return true;
                },
                done -> part.again(),
                part::failed);
    }
}
