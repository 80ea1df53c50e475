// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.widget;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.e4.ui.services.IStylingEngine;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Widget;
import org.holdfast.console.node.Theme;

/** Colours and pictures of the theme that is on. For the UI thread. */
public final class Look {
    /** Beside a line of text. */
    public static final int SMALL = 16;

    /** The style sheets know a widget's class by it. */
    private static final String CLASS = "org.eclipse.e4.ui.css.CssClassName";

    private final Display display;
    private final IThemeEngine themes;
    private final IStylingEngine styles;
    private final Icons icons;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private Theme theme;

    public Look(Display display, IThemeEngine themes, IStylingEngine styles, Theme theme) {
        this.display = display;
        this.themes = themes;
        this.styles = styles;
        this.icons = new Icons(display);
        this.theme = theme;
        themes.setTheme(theme.id(), false);
    }

    public Theme theme() {
        return theme;
    }

    /** Rows forget their own pictures and colours in this, so they are made anew. */
    public void turn(Theme wanted) {
        theme = wanted;
        themes.setTheme(wanted.id(), false);
        for (Shell shell : display.getShells()) {
            forgetRows(shell);
        }
        listeners.forEach(Runnable::run);
    }

    private static void forgetRows(Composite composite) {
        if (composite instanceof Table table && (table.getStyle() & SWT.VIRTUAL) != 0) {
            table.clearAll();
        }
        for (Control each : composite.getChildren()) {
            if (each instanceof Composite inner) {
                forgetRows(inner);
            }
        }
    }

    public Image icon(String name, Tone tone) {
        return icon(name, tone, SMALL);
    }

    public Image icon(String name, Tone tone, int size) {
        return icons.get(name, tone, theme, size);
    }

    public Color colour(Tone tone) {
        return new Color(tone.rgb(theme));
    }

    /** Does something now, and again whenever the theme has changed, as long as the widget lives. */
    public void paint(Widget widget, Runnable painting) {
        Runnable whileItLives = () -> {
            if (!widget.isDisposed()) {
                painting.run();
            }
        };
        listeners.add(whileItLives);
        widget.addListener(SWT.Dispose, event -> listeners.remove(whileItLives));
        painting.run();
    }

    /** Gives a new widget a class of the style sheets. */
    public static <W extends Widget> W classed(W widget, String style) {
        widget.setData(CLASS, style);
        return widget;
    }

    /** Gives a widget that is on the screen another class. */
    public void restyle(Widget widget, String style) {
        if (!style.equals(widget.getData(CLASS))) {
            styles.setClassname(widget, style);
        }
    }
}
