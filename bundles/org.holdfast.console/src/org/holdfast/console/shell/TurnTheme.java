// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.shell;

import java.io.IOException;
import org.eclipse.e4.core.di.annotations.Execute;
import org.eclipse.swt.widgets.Display;
import org.holdfast.console.node.ConsoleSettings;
import org.holdfast.console.widget.Look;

/** From light to dark and back. */
public final class TurnTheme {
    /** At once, and for the next start. */
    @Execute
    void execute(Look look, ConsoleSettings settings) {
        look.turn(look.theme().other());
        settings.theme(look.theme());
        try {
            settings.save();
        } catch (IOException e) {
            NodeBar.complain(Display.getCurrent().getActiveShell(), e);
        }
    }
}
