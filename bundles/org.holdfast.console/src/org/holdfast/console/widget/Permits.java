// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.widget;

import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.holdfast.console.client.Access;
import org.holdfast.model.AccessRole;

/**
 * What may be pressed: what makes sense at the moment, and is not known to be more than the console may do at the node that
 * is shown. Where the role is not known, the node says what is too much. For the UI thread.
 */
public final class Permits {
    private final Map<Control, Permit> permits = new LinkedHashMap<>();
    private Access access;

    private record Permit(AccessRole needed, boolean sensible) {}

    public Permits(Access access) {
        this.access = access;
    }

    /** The node that is shown takes the console for this. */
    public void access(Access now) {
        if (!now.equals(access)) {
            access = now;
            permits.forEach(this::apply);
        }
    }

    public boolean may(AccessRole needed) {
        return access.may(needed);
    }

    /** Always makes sense. */
    public <C extends Control> C guard(C control, AccessRole needed) {
        enable(control, needed, true);
        return control;
    }

    /** @param sensible whether it could do anything now */
    public void enable(Control control, AccessRole needed, boolean sensible) {
        Permit permit = new Permit(needed, sensible);
        if (permits.put(control, permit) == null) {
            control.addListener(SWT.Dispose, event -> permits.remove(control));
        }
        apply(control, permit);
    }

    private void apply(Control control, Permit permit) {
        control.setEnabled(permit.sensible() && access.may(permit.needed()));
    }
}
