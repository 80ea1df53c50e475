// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.shell;

import java.util.List;
import java.util.Optional;
import org.eclipse.e4.ui.model.application.ui.advanced.MPerspective;
import org.eclipse.e4.ui.model.application.ui.advanced.MPerspectiveStack;
import org.eclipse.e4.ui.model.application.ui.basic.MWindow;
import org.eclipse.e4.ui.workbench.modeling.EModelService;
import org.eclipse.e4.ui.workbench.modeling.EPartService;

/** The perspectives of the window, in the order of the model. */
final class Perspectives {
    private static final String STACK = "org.holdfast.console.perspectives";

    private final EPartService parts;
    private final MPerspectiveStack stack;

    Perspectives(MWindow window, EModelService model, EPartService parts) {
        this.parts = parts;
        this.stack = (MPerspectiveStack) Optional.ofNullable(model.find(STACK, window))
                .orElseThrow(() -> new IllegalStateException("The model has no " + STACK + "."));
    }

    List<MPerspective> all() {
        return stack.getChildren();
    }

    /** Which one is in front, counted from 0. */
    int current() {
        MPerspective selected = stack.getSelectedElement();
        return selected == null ? 0 : all().indexOf(selected);
    }

    void show(int index) {
        parts.switchPerspective(all().get(index));
    }

    /** The last word of its id, which names its picture, too. */
    static String word(MPerspective perspective) {
        String id = perspective.getElementId();
        return id.substring(id.lastIndexOf('.') + 1);
    }
}
