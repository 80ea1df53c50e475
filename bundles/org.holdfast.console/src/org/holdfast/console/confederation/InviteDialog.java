// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.confederation;

import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.holdfast.console.text.Texts;
import org.holdfast.console.widget.Forms;
import org.holdfast.console.widget.Ids;

/** A join code, to be read or copied. */
final class InviteDialog extends Dialog {
    private static final int WIDTH = 520;

    private final String code;
    private final String until;

    InviteDialog(Shell parent, String code, String until) {
        super(parent);
        this.code = code;
        this.until = until;
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(Texts.of("invite.title"));
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        Forms.text(area, Texts.of("invite.text", until), "plain");
        Text field = Ids.id(new Text(area, SWT.BORDER | SWT.READ_ONLY), "invite-code");
        field.setText(code);
        field.selectAll();
        GridDataFactory.fillDefaults()
                .grab(true, false)
                .hint(WIDTH, SWT.DEFAULT)
                .applyTo(field);
        return area;
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        Ids.id(createButton(parent, IDialogConstants.OK_ID, IDialogConstants.CLOSE_LABEL, true), "invite-close");
    }
}
