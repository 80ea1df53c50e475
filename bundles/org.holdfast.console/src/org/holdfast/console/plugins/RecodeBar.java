// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.plugins;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ProgressBar;
import org.holdfast.console.client.PluginCalls;
import org.holdfast.console.client.view.PluginStatus;
import org.holdfast.console.client.view.Recode;
import org.holdfast.console.text.Amounts;
import org.holdfast.console.text.Texts;
import org.holdfast.console.widget.Forms;
import org.holdfast.console.widget.Ids;
import org.holdfast.console.widget.Permits;
import org.holdfast.console.widget.Tone;
import org.holdfast.model.AccessRole;

/** How far a re-coding is; not there while there is none. */
final class RecodeBar {
    private static final int WHOLE = 100;

    private final Composite card;
    private final ProgressBar bar;
    private final Label text;
    private final Button pause;
    private boolean paused;

    /** @param change does something to it */
    RecodeBar(Composite parent, Permits permits, Consumer<Function<PluginCalls, PluginStatus>> change) {
        this.card = Ids.id(Forms.card(parent, 4), "recode-bar");
        Forms.fillWidth(card);
        this.bar = Ids.id(new ProgressBar(card, SWT.HORIZONTAL | SWT.SMOOTH), "recode-progress");
        bar.setMaximum(WHOLE);
        this.text = Ids.id(Forms.text(card, "", Tone.PLAIN.style()), "recode-text");
        this.pause = Forms.button(
                card, "recode-pause", "recode.pause", () -> change.accept(calls -> calls.pauseRecode(!paused)));
        permits.guard(pause, AccessRole.CUSTODIAN);
        permits.guard(
                Forms.button(card, "recode-cancel", "recode.cancel", () -> change.accept(PluginCalls::cancelRecode)),
                AccessRole.CUSTODIAN);
        Forms.show(card, false);
    }

    void show(Optional<Recode> recode) {
        Forms.show(card, recode.isPresent());
        recode.ifPresent(this::fill);
    }

    private void fill(Recode recode) {
        paused = recode.paused();
        pause.setText(Texts.of(paused ? "recode.goon" : "recode.pause"));
        bar.setSelection(Amounts.percent(recode.total() - recode.left(), recode.total()));
        Forms.set(
                text,
                Texts.of(
                        paused ? "recode.paused" : "recode.running",
                        Texts.word("role", recode.role()),
                        Amounts.bytes(recode.left()),
                        Amounts.bytes(recode.total()),
                        recode.problem()));
    }
}
