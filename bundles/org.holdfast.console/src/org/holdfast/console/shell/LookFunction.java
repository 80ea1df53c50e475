// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.shell;

import org.eclipse.e4.core.contexts.IEclipseContext;
import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.e4.ui.model.application.MApplication;
import org.eclipse.e4.ui.services.IStylingEngine;
import org.eclipse.swt.widgets.Display;
import org.holdfast.console.node.ConsoleSettings;
import org.holdfast.console.node.Theme;
import org.holdfast.console.widget.Look;

/** Makes the look when there are engines for it: later than the lifecycle, before the first widget. */
public final class LookFunction extends org.eclipse.e4.core.contexts.ContextFunction {
    @Override
    public Object compute(IEclipseContext context, String key) {
        IEclipseContext top = context.get(MApplication.class).getContext();
        Display display = top.get(Display.class);
        Theme theme = top.get(Arguments.class)
                .theme()
                .or(top.get(ConsoleSettings.class)::theme)
                .orElse(Display.isSystemDarkTheme() ? Theme.DARK : Theme.LIGHT);
        Look look = new Look(display, top.get(IThemeEngine.class), top.get(IStylingEngine.class), theme);
        top.set(Look.class, look);
        return look;
    }
}
