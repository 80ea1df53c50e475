// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.shell;

import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.e4.core.di.annotations.Execute;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.Shell;
import org.holdfast.console.client.NodeHome;
import org.holdfast.console.node.Nodes;
import org.holdfast.console.text.Texts;

/** Opens another node of this computer by its folder. */
public final class OpenNode {
    /** Asks which. */
    @Execute
    void execute(Shell shell, Nodes nodes) {
        DirectoryDialog dialog = new DirectoryDialog(shell);
        dialog.setText(Texts.of("node.open"));
        dialog.setMessage(Texts.of("node.open.message"));
        dialog.setFilterPath(nodes.current().home().path().toString());
        String chosen = dialog.open();
        if (chosen != null) {
            try {
                nodes.open(new NodeHome(Path.of(chosen)));
            } catch (IOException e) {
                NodeBar.complain(shell, e);
            }
        }
    }
}
