// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.shell;

import jakarta.annotation.PostConstruct;
import java.util.List;
import org.eclipse.e4.core.di.annotations.Optional;
import org.eclipse.e4.ui.di.UIEventTopic;
import org.eclipse.e4.ui.model.application.ui.advanced.MPerspective;
import org.eclipse.e4.ui.model.application.ui.basic.MWindow;
import org.eclipse.e4.ui.workbench.UIEvents;
import org.eclipse.e4.ui.workbench.modeling.EModelService;
import org.eclipse.e4.ui.workbench.modeling.EPartService;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.holdfast.console.widget.Ids;
import org.holdfast.console.widget.Look;
import org.holdfast.console.widget.Tone;
import org.osgi.service.event.Event;

/** The list of perspectives at the left edge. */
public final class Navigation {
    private static final int WIDTH = 168;
    private static final int PICTURE = 20;

    private Perspectives perspectives;
    private Table list;

    /** Called by the platform. */
    @PostConstruct
    void create(Composite parent, MWindow window, EModelService model, EPartService parts, Look look) {
        perspectives = new Perspectives(window, model, parts);
        Composite bar = Look.classed(new Composite(parent, SWT.NONE), "navigation");
        GridLayoutFactory.fillDefaults().margins(0, 10).applyTo(bar);
        list = Ids.id(Look.classed(new Table(bar, SWT.SINGLE | SWT.FULL_SELECTION), "navigation"), "navigation");
        GridDataFactory.fillDefaults().grab(true, true).hint(WIDTH, SWT.DEFAULT).applyTo(list);
        TableColumn column = new TableColumn(list, SWT.LEFT);
        column.setWidth(WIDTH);
        for (MPerspective each : perspectives.all()) {
            Ids.id(new TableItem(list, SWT.NONE), Perspectives.word(each)).setText("  " + each.getLocalizedLabel());
        }
        look.paint(list, () -> paint(look));
        list.addListener(SWT.Selection, event -> perspectives.show(list.getSelectionIndex()));
        select();
    }

    private void paint(Look look) {
        List<MPerspective> all = perspectives.all();
        for (int i = 0; i < all.size(); i++) {
            list.getItem(i).setImage(look.icon(Perspectives.word(all.get(i)), Tone.PLAIN, PICTURE));
        }
    }

    private void select() {
        if (list != null && !list.isDisposed()) {
            list.setSelection(perspectives.current());
        }
    }

    /** Called by the platform: somebody chose one by another way. */
    @jakarta.inject.Inject
    void chosen(@Optional @UIEventTopic(UIEvents.ElementContainer.TOPIC_SELECTEDELEMENT) Event event) {
        if (event != null) {
            select();
        }
    }
}
