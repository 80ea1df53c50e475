// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.widget;

import java.util.Optional;
import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.holdfast.console.text.Harmless;
import org.holdfast.console.text.Texts;

/** A path on the computer of a node elsewhere, to be typed: the dialogs of this computer show other folders. */
public final class PathDialog extends Dialog {
    private static final int WIDTH = 520;

    private final String title;
    private final String question;
    private Text path;
    private String typed = "";

    /** @param where of the node, as it was opened */
    public PathDialog(Shell parent, String title, String question, String where) {
        super(parent);
        this.title = title;
        this.question = question + "\n\n" + Texts.of("path.there", where);
    }

    /** Absolute; empty if it was cancelled. */
    public Optional<String> ask() {
        return open() == OK ? Optional.of(typed) : Optional.empty();
    }

    /** Whether it is absolute on any system that a node runs on: which one that is is not known here. */
    public static boolean isAbsolute(String text) {
        return text.matches("(?s)/.*|[A-Za-z]:[\\\\/].*|\\\\\\\\.+") && text.indexOf('\0') < 0;
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(title);
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        GridDataFactory.fillDefaults()
                .grab(true, false)
                .hint(WIDTH, SWT.DEFAULT)
                .applyTo(Forms.text(area, Harmless.lines(question).replace("&", "&&"), "plain"));
        path = Ids.id(new Text(area, SWT.BORDER), "path-there");
        Forms.fillWidth(path);
        path.addListener(SWT.Modify, event -> check());
        return area;
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        Ids.id(createButton(parent, IDialogConstants.OK_ID, IDialogConstants.OK_LABEL, true), "path-ok");
        Ids.id(createButton(parent, IDialogConstants.CANCEL_ID, IDialogConstants.CANCEL_LABEL, false), "path-cancel");
        check();
    }

    private void check() {
        getButton(IDialogConstants.OK_ID).setEnabled(isAbsolute(path.getText().strip()));
    }

    @Override
    protected void okPressed() {
        typed = path.getText().strip();
        super.okPressed();
    }
}
