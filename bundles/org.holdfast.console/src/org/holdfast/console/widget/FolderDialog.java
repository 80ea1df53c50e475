// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.widget;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
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
     * @param start where it opens, or the folder nearest to it that there is
     */
    public static Optional<String> ask(Shell parent, String title, String message, String start) {
        DirectoryDialog dialog = new DirectoryDialog(parent);
        dialog.setText(title);
        dialog.setMessage(message);
        dialog.setFilterPath(nearest(start, System.getProperty("user.home")));
        return Optional.ofNullable(dialog.open());
    }

    /** GTK opens its list of recent files, which takes no typed path, wherever a folder is not there. */
    static String nearest(String typed, String home) {
        try {
            Path path = Path.of(typed);
            while (path != null && path.isAbsolute() && !Files.isDirectory(path)) {
                path = path.getParent();
            }
            return path == null || !path.isAbsolute() ? home : path.toString();
        } catch (InvalidPathException e) {
            return home; // half typed
        }
    }
}
