// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.shell;

import jakarta.inject.Named;
import org.eclipse.e4.core.di.annotations.Execute;
import org.eclipse.e4.ui.model.application.ui.basic.MWindow;
import org.eclipse.e4.ui.workbench.modeling.EModelService;
import org.eclipse.e4.ui.workbench.modeling.EPartService;

/** Turns to a perspective by its number, for keys and menus. */
public final class ShowPerspective {
    /** @param number from 1 */
    @Execute
    void execute(
            @Named("org.holdfast.console.perspective.number") String number,
            MWindow window,
            EModelService model,
            EPartService parts) {
        new Perspectives(window, model, parts).show(Integer.parseInt(number) - 1);
    }
}
