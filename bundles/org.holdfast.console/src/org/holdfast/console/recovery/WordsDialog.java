// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.recovery;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.holdfast.console.text.Harmless;
import org.holdfast.console.text.Texts;
import org.holdfast.console.widget.Forms;
import org.holdfast.console.widget.Ids;

/** Asks for the words of a sheet, typed or from a file. They are never a string, and wiped when they were used. */
final class WordsDialog extends Dialog {
    private static final int LARGEST_FILE = 1 << 20;

    private final String title;
    private final String question;
    private Text words;
    private byte[] typed = new byte[0];

    WordsDialog(Shell parent, String title, String question) {
        super(parent);
        this.title = title;
        this.question = question;
        setShellStyle(getShellStyle() | SWT.RESIZE);
    }

    /** UTF-8; the caller wipes it. Empty if it was cancelled. */
    Optional<byte[]> ask() {
        return open() == OK ? Optional.of(typed) : Optional.empty();
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
                .hint(560, SWT.DEFAULT)
                .applyTo(Forms.text(area, question, "plain"));
        words = Ids.id(new Text(area, SWT.BORDER | SWT.MULTI | SWT.WRAP | SWT.V_SCROLL), "sheet-words");
        GridDataFactory.fillDefaults().grab(true, true).hint(560, 160).applyTo(words);
        words.addListener(SWT.Traverse, event -> event.doit = true); // Tab leaves the field
        Forms.button(area, "sheet-file", "sheet.file", this::read);
        return area;
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        Ids.id(createButton(parent, IDialogConstants.OK_ID, title, true), "words-ok");
        Ids.id(createButton(parent, IDialogConstants.CANCEL_ID, IDialogConstants.CANCEL_LABEL, false), "words-cancel");
    }

    private void read() {
        FileDialog dialog = new FileDialog(getShell(), SWT.OPEN);
        dialog.setText(Texts.of("sheet.file"));
        Optional.ofNullable(dialog.open()).map(Path::of).ifPresent(this::read);
    }

    private void read(Path file) {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new IOException(Texts.of("sheet.file.large"));
            }
            words.setText(Files.readString(file));
        } catch (IOException e) {
            MessageDialog.openError(getShell(), title, Harmless.line(e.toString()));
        }
    }

    @Override
    protected void okPressed() {
        char[] characters = words.getTextChars();
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(characters));
        typed = Arrays.copyOf(bytes.array(), bytes.limit());
        Arrays.fill(bytes.array(), (byte) 0);
        Arrays.fill(characters, '\0');
        words.setText("");
        super.okPressed();
    }
}
