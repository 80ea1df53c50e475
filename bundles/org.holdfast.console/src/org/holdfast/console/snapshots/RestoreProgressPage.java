// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.snapshots;

import java.util.List;
import java.util.Optional;
import org.eclipse.jface.wizard.IWizardPage;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ProgressBar;
import org.holdfast.console.client.view.Problem;
import org.holdfast.console.client.view.Progress;
import org.holdfast.console.text.Amounts;
import org.holdfast.console.text.Texts;
import org.holdfast.console.widget.Asking;
import org.holdfast.console.widget.Column;
import org.holdfast.console.widget.Forms;
import org.holdfast.console.widget.Ids;
import org.holdfast.console.widget.Look;
import org.holdfast.console.widget.RowTable;
import org.holdfast.console.widget.Tone;
import org.holdfast.console.work.Work;
import org.holdfast.console.work.Works;
import org.jspecify.annotations.Nullable;

/** How far it is, and what could not be had. */
final class RestoreProgressPage extends WizardPage {
    private static final int WHOLE = 100;

    private final Works works;
    private final Look look;
    private ProgressBar bar;
    private Optional<Work> followed = Optional.empty();
    private Label state;
    private Label outcome;
    private RowTable<Problem> problems;

    RestoreProgressPage(Works works, Look look) {
        super("progress", Texts.of("restore.progress"), null);
        this.works = works;
        this.look = look;
        setDescription(Texts.of("restore.progress.description"));
    }

    @Override
    public void createControl(Composite parent) {
        Composite page = Forms.columns(parent, 1);
        bar = Ids.id(new ProgressBar(page, SWT.HORIZONTAL | SWT.SMOOTH), "restore-bar");
        bar.setMaximum(WHOLE);
        Forms.fillWidth(bar);
        state = Ids.id(Forms.text(page, Texts.of("restore.beginning"), Tone.FAINT.style()), "restore-state");
        outcome = Ids.id(Forms.text(page, "", "heading"), "restore-outcome");
        problems = new RowTable<>(
                page,
                "restore-problems",
                SWT.SINGLE,
                List.of(
                        Column.text("column.path", 330, Problem::path),
                        Column.text("column.problem", 330, Problem::message)),
                each -> each);
        Forms.fill(problems.widget());
        setControl(page);
    }

    /** Another one may be begun when this one has ended, not beside it. */
    @Override
    public @Nullable IWizardPage getPreviousPage() {
        return followed.filter(each -> each.stage() == Work.Stage.RUNNING).isPresent() ? null : super.getPreviousPage();
    }

    /** Until it has ended, or the page is gone. */
    void follow(Work work) {
        followed = Optional.of(work);
        Forms.set(state, Texts.of("restore.beginning"));
        Forms.set(outcome, "");
        bar.setSelection(0);
        setDescription(Texts.of("restore.progress.description"));
        getContainer().updateButtons();
        Display display = bar.getDisplay();
        Runnable unsubscribe = works.listen(() -> Asking.onUi(display, () -> show(work)));
        bar.addListener(SWT.Dispose, event -> unsubscribe.run());
        show(work);
    }

    private void show(Work work) {
        if (bar.isDisposed() || followed.filter(each -> each == work).isEmpty()) {
            return;
        }
        Work.Outcome result = work.result();
        switch (work.stage()) {
            case RUNNING -> work.progress().ifPresent(this::show);
            case DONE -> end(result.text(), result.problems().isEmpty() ? Tone.GOOD : Tone.WARN);
            case FAILED -> end(Texts.of("restore.failed", Texts.sentence(result.text())), Tone.BAD);
            case CANCELLED -> end(Texts.of("restore.cancelled"), Tone.WARN);
        }
        if (!result.problems().equals(problems.rows())) {
            problems.show(result.problems());
        }
    }

    private void show(Progress progress) {
        bar.setSelection(Amounts.percent(progress.bytes(), progress.totalBytes()));
        Forms.set(
                state,
                Texts.of(
                        "restore.state",
                        Amounts.count(progress.files()),
                        Amounts.count(progress.totalFiles()),
                        Amounts.bytes(progress.bytes()),
                        Amounts.bytes(progress.totalBytes()),
                        Amounts.bytes(progress.bytesPerSecond()),
                        progress.detail()));
    }

    private void end(String text, Tone tone) {
        if (Forms.set(outcome, text)) {
            look.restyle(outcome, tone.style());
            bar.setSelection(tone == Tone.BAD ? bar.getSelection() : WHOLE);
            setDescription(Texts.of("restore.ended.description"));
            Forms.set(state, "");
            getContainer().updateButtons();
        }
    }
}
