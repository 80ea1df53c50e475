// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.shell;

import org.eclipse.e4.core.di.annotations.Execute;
import org.holdfast.console.node.Nodes;

/** Asks the node that is shown now, instead of in a few seconds. */
public final class AskAgain {
    /** Called by the platform. */
    @Execute
    void execute(Nodes nodes) {
        nodes.current().hurry();
    }
}
