// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.shell;

import org.eclipse.e4.core.di.annotations.Execute;
import org.eclipse.e4.ui.workbench.IWorkbench;

/** Ends the console. Nodes go on. */
public final class Quit {
    /** Called by the platform. */
    @Execute
    void execute(IWorkbench workbench) {
        workbench.close();
    }
}
