// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.widget;

import org.eclipse.swt.widgets.Widget;

/** The names of widgets: tests find them by these, and nothing else depends on them. */
public final class Ids {
    private Ids() {}

    public static <W extends Widget> W id(W widget, String id) {
        widget.setData("id", id);
        return widget;
    }
}
