// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.shell;

import java.io.IOException;
import org.eclipse.e4.core.di.annotations.Execute;
import org.eclipse.swt.widgets.Shell;
import org.holdfast.console.node.Nodes;

/** Opens another node, of this computer or elsewhere. */
public final class OpenNode {
    /** Asks which. */
    @Execute
    void execute(Shell shell, Nodes nodes) {
        new OpenDialog(shell, nodes.current().place()).ask().ifPresent(place -> {
            try {
                nodes.open(place);
            } catch (IOException e) {
                NodeBar.complain(shell, e);
            }
        });
    }
}
