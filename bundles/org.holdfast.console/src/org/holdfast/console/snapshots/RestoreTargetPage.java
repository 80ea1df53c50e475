// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.snapshots;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;
import org.holdfast.console.client.NodeElsewhere;
import org.holdfast.console.client.NodeHome;
import org.holdfast.console.client.NodePlace;
import org.holdfast.console.text.Amounts;
import org.holdfast.console.text.Harmless;
import org.holdfast.console.text.Texts;
import org.holdfast.console.widget.Column;
import org.holdfast.console.widget.FolderDialog;
import org.holdfast.console.widget.Forms;
import org.holdfast.console.widget.Ids;
import org.holdfast.console.widget.PathDialog;
import org.holdfast.console.widget.RowTable;

/** What comes back, and where it goes. */
final class RestoreTargetPage extends WizardPage {
    private final List<RestoreItem> items;
    private final NodePlace place;
    private Text folder;
    private Button overwrite;

    RestoreTargetPage(List<RestoreItem> items, NodePlace place) {
        super("target", Texts.of("restore.target"), null);
        this.items = items;
        this.place = place;
        setDescription(
                switch (place) {
                    case NodeHome home -> Texts.of("restore.target.description");
                    case NodeElsewhere there -> Texts.of("restore.target.elsewhere", Harmless.line(there.shown()));
                });
    }

    @Override
    public void createControl(Composite parent) {
        Composite page = Forms.columns(parent, 3);
        RowTable<RestoreItem> table = new RowTable<>(
                page,
                "restore-items",
                SWT.SINGLE,
                List.of(
                        Column.text("column.path", 420, RestoreItem::path),
                        Column.word(
                                "column.snapshot",
                                150,
                                item -> item.snapshot().id(),
                                item -> item.snapshot()
                                        .time()
                                        .map(Amounts::minute)
                                        .orElse(""))),
                RestoreItem::path);
        table.show(items);
        GridDataFactory.fillDefaults()
                .grab(true, true)
                .span(3, 1)
                .hint(600, 140)
                .applyTo(table.widget());
        Forms.text(page, Texts.of("restore.to"), "plain").setLayoutData(null);
        folder = Ids.id(new Text(page, SWT.BORDER), "restore-to");
        if (place instanceof NodeHome) {
            folder.setText(Path.of(System.getProperty("user.home"), "restored").toString());
        }
        Forms.fillWidth(folder);
        folder.addListener(SWT.Modify, event -> check());
        Button browse = Forms.button(page, "restore-browse", "restore.browse", this::browse);
        Forms.show(browse, place instanceof NodeHome); // the folders of this computer are not those of another
        overwrite = Ids.id(new Button(page, SWT.CHECK), "restore-overwrite");
        overwrite.setText(Texts.of("restore.overwrite"));
        GridDataFactory.fillDefaults().span(3, 1).applyTo(overwrite);
        setControl(page);
        check();
    }

    private void browse() {
        FolderDialog.ask(getShell(), Texts.of("restore.target"), "", folder.getText())
                .ifPresent(folder::setText);
    }

    private void check() {
        String problem = problem(folder.getText());
        setErrorMessage(problem.isEmpty() ? null : problem);
        setPageComplete(problem.isEmpty());
    }

    /** Empty if it can do; only what can be seen without waiting. */
    private String problem(String text) {
        return switch (place) {
            case NodeHome home -> problemHere(text);
            case NodeElsewhere there -> PathDialog.isAbsolute(text) ? "" : Texts.of("restore.to.there");
        };
    }

    private static String problemHere(String text) {
        try {
            Path path = Path.of(text);
            if (text.isBlank() || !path.isAbsolute()) {
                return Texts.of("restore.to.absolute");
            }
            return Files.exists(path) && !Files.isDirectory(path) ? Texts.of("restore.to.file") : "";
        } catch (InvalidPathException e) {
            return Texts.of("restore.to.absolute");
        }
    }

    String target() {
        return folder.getText();
    }

    boolean overwrite() {
        return overwrite.getSelection();
    }

    /** Finish leads there. */
    @Override
    public boolean canFlipToNextPage() {
        return false;
    }
}
