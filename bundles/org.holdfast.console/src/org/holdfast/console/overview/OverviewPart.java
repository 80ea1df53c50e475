// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.overview;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.widgets.Composite;
import org.holdfast.console.client.ControlClient;
import org.holdfast.console.client.ControlException;
import org.holdfast.console.client.view.Event;
import org.holdfast.console.client.view.Source;
import org.holdfast.console.client.view.Status;
import org.holdfast.console.part.NodePart;
import org.holdfast.console.widget.Asking;
import org.holdfast.console.widget.Forms;
import org.holdfast.console.widget.Permits;
import org.holdfast.console.work.Works;

/** The first thing that a person sees: safe or not, why, the figures behind it, what is backed up, what went on. */
public final class OverviewPart extends NodePart {
    private static final int EVENTS = 50;

    @Inject
    private Works works;

    private Asking asking;
    private Verdict verdict;
    private Figures figures;
    private Sources sources;
    private Events events;
    private ScrolledComposite scroll;
    private Composite content;

    private record Answer(List<Source> sources, List<Event> events) {}

    @Override
    protected void build(Composite body) {
        asking = new Asking(body);
        scroll = new ScrolledComposite(body, SWT.V_SCROLL);
        Forms.fill(scroll);
        content = Forms.columns(scroll, 2);
        scroll.setContent(content);
        scroll.setExpandHorizontal(true);
        scroll.setExpandVertical(true);
        scroll.addListener(SWT.Resize, event -> fit());
        verdict = new Verdict(content, look(), permits(), this::backUp);
        figures = new Figures(content);
        sources = new Sources(content, this);
        events = new Events(content);
    }

    /** The height that it needs at the width that it has. */
    private void fit() {
        int width = scroll.getClientArea().width;
        if (width > 0) {
            scroll.setMinSize(content.computeSize(width, SWT.DEFAULT));
        }
    }

    @Override
    protected void refresh(Status status) {
        if (verdict.show(status) | figures.show(status)) {
            fit();
        }
        if (!asking.isBusy()) {
            asking.ask(this::answer, this::show, this::fail);
        }
    }

    @Override
    protected void stale() {
        verdict.stale();
    }

    private Answer answer() {
        long last = events.last();
        return new Answer(client().sources(), client().events(last == 0 ? 0 : last));
    }

    private void show(Answer answer) {
        sources.show(answer.sources());
        events.add(answer.events(), EVENTS);
    }

    /** Something has changed at the node. */
    void again() {
        nodes().current().hurry();
    }

    private void backUp() {
        works.start(nodes().current().place(), BackUp.title(), BackUp.task(client()));
        again();
    }

    @Override
    protected void clear() {
        asking.stop();
        verdict.clear();
        figures.clear();
        sources.show(List.of());
        events.clear();
    }

    Permits rights() {
        return permits();
    }

    Optional<String> where() {
        return elsewhere();
    }

    ControlClient node() {
        return client();
    }

    void failed(ControlException failure) {
        fail(failure);
    }

    static void wide(org.eclipse.swt.widgets.Control control) {
        GridDataFactory.fillDefaults().span(2, 1).grab(true, false).applyTo(control);
    }
}
