// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.widget;

import java.util.Optional;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.Shell;

/** A folder of this computer, chosen in the system's own dialog. */
public final class FolderDialog {
    private FolderDialog() {}

    /**
     * Asks for one; empty if it was cancelled.
     *
     * @param message empty for none
     * @param start where it opens; empty for the user's own folder, as GTK's list of recent files takes no typed path
     */
    public static Optional<String> ask(Shell parent, String title, String message, String start) {
        DirectoryDialog dialog = new DirectoryDialog(parent);
        dialog.setText(title);
        dialog.setMessage(message);
        dialog.setFilterPath(start.isEmpty() ? System.getProperty("user.home") : start);
        return Optional.ofNullable(dialog.open());
    }
}
