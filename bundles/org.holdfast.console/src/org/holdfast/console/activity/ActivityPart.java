// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.activity;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Display;
import org.holdfast.console.client.ControlException.Kind;
import org.holdfast.console.client.view.Event;
import org.holdfast.console.client.view.Progress;
import org.holdfast.console.client.view.Status;
import org.holdfast.console.part.NodePart;
import org.holdfast.console.widget.Asking;
import org.holdfast.console.widget.Forms;
import org.holdfast.console.widget.PagedTable;
import org.holdfast.console.widget.RowTable;
import org.holdfast.console.widget.Rows;
import org.holdfast.console.work.Work;
import org.holdfast.console.work.Works;

/** Work that was begun here, with its progress, above; the node's backup in the middle; its log below. */
public final class ActivityPart extends NodePart {
    /** How often a running backup is looked at, in ms. */
    private static final int LOOK = 700;

    @Inject
    private Works works;

    private final AtomicBoolean told = new AtomicBoolean();
    private Runnable unsubscribe = () -> {};
    private Asking events;
    private Asking backup;
    private RowTable<Work> table;
    private Button cancel;
    private RunView run;
    private PagedTable<Event> log;
    private List<Event> lines = new ArrayList<>();

    @Override
    protected void build(Composite body) {
        events = new Asking(body);
        backup = new Asking(body);
        SashForm sash = Forms.sash(body, SWT.VERTICAL);
        works(sash);
        run = new RunView(sash, look());
        Composite below = Forms.columns(sash, 1);
        Forms.heading(below, "activity.log");
        log = new PagedTable<>(below, "log", ActivityColumns.events(), Event::number, ActivityColumns::searched);
        Forms.fill(log.widget());
        sash.setWeights(28, 32, 40);
        Display display = body.getDisplay();
        unsubscribe = works.listen(() -> tell(display));
        showWorks();
    }

    private void works(Composite parent) {
        Composite above = Forms.columns(parent, 1);
        Composite top = Forms.columns(above, 2);
        Forms.fillWidth(top);
        Forms.heading(top, "activity.works");
        cancel = Forms.button(top, "work-cancel", "activity.cancel", this::cancel);
        table = new RowTable<>(above, "works", SWT.SINGLE, ActivityColumns.works(), each -> each);
        table.unsorted();
        table.pictures(each -> look().icon(ActivityColumns.picture(each), ActivityColumns.tone(each)));
        Forms.fill(table.widget());
        table.onSelect(this::enable);
    }

    /** Work reports often; many reports become one look at all of it. */
    private void tell(Display display) {
        if (told.compareAndSet(false, true)) {
            Asking.onUi(display, () -> {
                told.set(false);
                showWorks();
            });
        }
    }

    private void showWorks() {
        if (!table.widget().isDisposed()) {
            table.show(works.all());
            enable();
        }
    }

    private void enable() {
        cancel.setEnabled(table.single()
                .filter(each -> each.stage() == Work.Stage.RUNNING)
                .isPresent());
    }

    private void cancel() {
        table.single().ifPresent(Work::cancel);
    }

    @Override
    protected void refresh(Status status) {
        if (!events.isBusy()) {
            long last = lines.isEmpty() ? 0 : lines.getFirst().number();
            events.ask(() -> client().events(last), this::add, this::fail);
        }
        watch();
    }

    private void add(List<Event> fresh) {
        if (!fresh.isEmpty()) {
            List<Event> all = new ArrayList<>(fresh.reversed());
            all.addAll(lines);
            lines = all;
            log.show(Rows.of(all));
        }
    }

    /** At the backup that runs, until none does. */
    private void watch() {
        if (!backup.isBusy() && page().isVisible()) {
            backup.ask(client()::backupProgress, this::show, failure -> {
                if (failure.kind() != Kind.UNKNOWN_CALL) {
                    fail(failure);
                }
            });
        }
    }

    private void show(Optional<Progress> now) {
        run.show(now);
        if (now.isPresent()) {
            page().getDisplay().timerExec(LOOK, () -> {
                if (!page().isDisposed()) {
                    watch();
                }
            });
        }
    }

    @Override
    protected void clear() {
        events.stop();
        backup.stop();
        lines = new ArrayList<>();
        log.show(Rows.of(List.of()));
        run.clear();
    }

    /** Called by the platform. */
    @PreDestroy
    void forget() {
        unsubscribe.run();
    }
}
