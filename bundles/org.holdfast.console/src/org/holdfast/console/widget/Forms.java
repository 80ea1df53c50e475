// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.widget;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.TabFolder;
import org.eclipse.swt.widgets.TabItem;
import org.holdfast.console.text.Harmless;
import org.holdfast.console.text.Texts;

/** The small pieces that perspectives are built of. */
public final class Forms {
    private static final int GAP = 8;

    private Forms() {}

    /** A composite with this many columns and no margins. */
    public static Composite columns(Composite parent, int columns) {
        Composite composite = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(columns).spacing(GAP, GAP).applyTo(composite);
        return composite;
    }

    /** The same with a margin all round, for what fills a tab. */
    public static Composite tab(Composite parent) {
        Composite composite = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().margins(GAP, GAP).spacing(GAP, GAP).applyTo(composite);
        return composite;
    }

    /** Adds a tab. @param key of its title; @return where its content goes */
    public static Composite tab(TabFolder tabs, String key) {
        Composite content = tab(tabs);
        tab(tabs, key, content);
        return content;
    }

    /** Adds a tab. @param key of its title */
    public static void tab(TabFolder tabs, String key, Control content) {
        TabItem item = new TabItem(tabs, SWT.NONE);
        item.setText(Texts.of(key));
        item.setControl(content);
    }

    /** Two things side by side, or one above the other, with a border between them that can be moved. */
    public static SashForm sash(Composite parent, int direction) {
        SashForm sash = new SashForm(parent, direction | SWT.SMOOTH);
        sash.setSashWidth(GAP);
        fill(sash);
        return sash;
    }

    /** A surface that stands out, with margins. */
    public static Composite card(Composite parent, int columns) {
        Composite card = Look.classed(new Composite(parent, SWT.NONE), "card");
        GridLayoutFactory.fillDefaults()
                .numColumns(columns)
                .margins(2 * GAP, 2 * GAP - 2)
                .spacing(GAP, GAP / 2)
                .applyTo(card);
        return card;
    }

    /** A row of buttons on a card. */
    public static Composite row(Composite card, int columns) {
        return Look.classed(columns(card, columns), "card");
    }

    public static Label heading(Composite parent, String key) {
        return text(parent, Texts.of(key), "heading");
    }

    /** @param text our own words */
    public static Label text(Composite parent, String text, String style) {
        Label label = Look.classed(new Label(parent, SWT.WRAP), style);
        label.setText(text);
        GridDataFactory.fillDefaults()
                .grab(true, false)
                .align(SWT.FILL, SWT.CENTER)
                .applyTo(label);
        return label;
    }

    /**
     * Sets what others may have written. The layout follows at the next time when there is nothing else to do, for all that
     * changed until then.
     *
     * @return whether it is another text than before
     */
    public static boolean set(Label label, String text) {
        String shown = Harmless.label(text);
        if (shown.equals(label.getText())) {
            return false;
        }
        label.setText(shown);
        label.requestLayout();
        return true;
    }

    public static Button button(Composite parent, String id, String key, Runnable action) {
        Button button = Ids.id(new Button(parent, SWT.PUSH), id);
        button.setText(Texts.of(key));
        button.setLayoutData(new GridData(SWT.BEGINNING, SWT.CENTER, false, false));
        button.addListener(SWT.Selection, event -> action.run());
        return button;
    }

    public static void fill(Control control) {
        GridDataFactory.fillDefaults().grab(true, true).applyTo(control);
    }

    public static void fillWidth(Control control) {
        GridDataFactory.fillDefaults().grab(true, false).applyTo(control);
    }

    /** Shows it, or takes it out of the layout. */
    public static void show(Control control, boolean shown) {
        Object data = control.getLayoutData();
        if (data instanceof GridData grid && grid.exclude == shown) {
            grid.exclude = !shown;
            control.requestLayout();
        }
        control.setVisible(shown);
    }
}
