// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.shell;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.holdfast.console.client.NodeElsewhere;
import org.holdfast.console.client.NodeHome;
import org.holdfast.console.client.NodePlace;
import org.holdfast.console.text.Harmless;
import org.holdfast.console.text.Texts;
import org.holdfast.console.widget.FolderDialog;
import org.holdfast.console.widget.Forms;
import org.holdfast.console.widget.Ids;
import org.holdfast.console.widget.Tone;

/** Which node: a folder of this computer, or an address elsewhere with a pass. */
final class OpenDialog extends Dialog {
    private static final int WIDTH = 380;

    private final NodePlace before;
    private Button here;
    private Button elsewhere;
    private Text folder;
    private Text address;
    private Text pass;
    private Button browseFolder;
    private Button browsePass;
    private Label problem;
    private Optional<NodePlace> chosen = Optional.empty();

    /** @param before the one that is shown now, from which most others differ little */
    OpenDialog(Shell parent, NodePlace before) {
        super(parent);
        this.before = before;
    }

    /** Empty if it was cancelled. */
    Optional<NodePlace> ask() {
        return open() == OK ? chosen : Optional.empty();
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(Texts.of("node.open"));
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        Composite form = Forms.columns(area, 3);
        Forms.fill(form);
        here = choice(form, "open-here", "node.open.here");
        folder = field(form, "open-folder", "node.open.folder");
        browseFolder = Forms.button(form, "open-browse-folder", "node.open.browse", this::browseFolder);
        elsewhere = choice(form, "open-elsewhere", "node.open.elsewhere");
        address = field(form, "open-address", "node.open.address");
        new Label(form, SWT.NONE);
        pass = field(form, "open-pass", "node.open.pass");
        browsePass = Forms.button(form, "open-browse-pass", "node.open.browse", this::browsePass);
        problem = Ids.id(Forms.text(form, "", Tone.BAD.style()), "open-problem");
        GridDataFactory.fillDefaults()
                .grab(true, false)
                .span(3, 1)
                .hint(WIDTH, SWT.DEFAULT)
                .applyTo(problem);
        address.setMessage("backup.example:7611");
        fill();
        return area;
    }

    private void fill() {
        switch (before) {
            case NodeHome home -> {
                here.setSelection(true);
                folder.setText(home.shown());
            }
            case NodeElsewhere there -> {
                elsewhere.setSelection(true);
                address.setText(there.shown());
                pass.setText(there.pass().toString());
            }
        }
    }

    private Button choice(Composite parent, String id, String key) {
        Button button = Ids.id(new Button(parent, SWT.RADIO), id);
        button.setText(Texts.of(key));
        GridDataFactory.fillDefaults().span(3, 1).applyTo(button);
        button.addListener(SWT.Selection, event -> check());
        return button;
    }

    private Text field(Composite parent, String id, String key) {
        Forms.text(parent, Texts.of(key), Tone.PLAIN.style()).setLayoutData(null);
        Text text = Ids.id(new Text(parent, SWT.BORDER), id);
        GridDataFactory.fillDefaults()
                .grab(true, false)
                .hint(WIDTH, SWT.DEFAULT)
                .applyTo(text);
        text.addListener(SWT.Modify, event -> check());
        return text;
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        Ids.id(createButton(parent, IDialogConstants.OK_ID, IDialogConstants.OPEN_LABEL, true), "open-ok");
        Ids.id(createButton(parent, IDialogConstants.CANCEL_ID, IDialogConstants.CANCEL_LABEL, false), "open-cancel");
        check();
    }

    private void browseFolder() {
        FolderDialog.ask(getShell(), Texts.of("node.open"), Texts.of("node.open.message"), folder.getText())
                .ifPresent(folder::setText);
    }

    private void browsePass() {
        FileDialog dialog = new FileDialog(getShell(), SWT.OPEN);
        dialog.setText(Texts.of("node.open.pass"));
        dialog.setFilterExtensions(new String[] {"*.pass", "*"});
        Optional.ofNullable(dialog.open()).ifPresent(pass::setText);
    }

    /** What is typed is looked at, and nothing is read: the node's banner says what is the matter with it. */
    private void check() {
        boolean local = here.getSelection();
        for (Control each : new Control[] {folder, browseFolder}) {
            each.setEnabled(local);
        }
        for (Control each : new Control[] {address, pass, browsePass}) {
            each.setEnabled(!local);
        }
        String wrong = "";
        try {
            chosen = Optional.of(local ? new NodeHome(path(folder)) : NodeElsewhere.of(address.getText(), path(pass)));
        } catch (InvalidPathException e) {
            chosen = Optional.empty();
            wrong = Texts.of(local ? "node.open.folder.wrong" : "node.open.pass.wrong");
        } catch (IllegalArgumentException e) {
            chosen = Optional.empty();
            wrong = Texts.of("node.open.address.wrong");
        }
        problem.setText(Harmless.label(wrong));
        problem.requestLayout();
        Optional.ofNullable(getButton(IDialogConstants.OK_ID)).ifPresent(ok -> ok.setEnabled(chosen.isPresent()));
    }

    private static Path path(Text field) {
        String text = field.getText().strip();
        if (text.isEmpty()) {
            throw new InvalidPathException(text, "there is none");
        }
        return Path.of(text);
    }
}
