// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.activity;

import java.util.List;
import java.util.Optional;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.holdfast.console.client.view.Lane;
import org.holdfast.console.client.view.Progress;
import org.holdfast.console.text.Amounts;
import org.holdfast.console.text.Texts;
import org.holdfast.console.widget.Column;
import org.holdfast.console.widget.Forms;
import org.holdfast.console.widget.Ids;
import org.holdfast.console.widget.Look;
import org.holdfast.console.widget.RowTable;
import org.holdfast.console.widget.Tone;

/** The backup that the node makes, whoever asked for it: how far it is, and what each partner has confirmed. */
final class RunView {
    private static final int BAR = 30;
    private static final String BLOCK = "█";

    private final Label state;
    private final RowTable<Lane> lanes;
    private long most = 1;

    RunView(Composite parent, Look look) {
        Composite whole = Forms.columns(parent, 1);
        Forms.heading(whole, "activity.backup");
        this.state = Ids.id(Forms.text(whole, Texts.of("activity.backup.none"), Tone.FAINT.style()), "backup-state");
        this.lanes = new RowTable<>(
                whole,
                "lanes",
                SWT.SINGLE,
                List.of(
                        Column.text("column.partner", 200, Lane::name),
                        Column.amount("column.confirmed", 110, Lane::bytes, Amounts::bytes),
                        Column.word("column.lane", 320, Lane::bytes, this::bar)),
                Lane::partner);
        lanes.unsorted();
        lanes.pictures(each -> each.reachable() ? look.icon("check", Tone.GOOD) : look.icon("cross", Tone.BAD));
        Forms.fill(lanes.widget());
    }

    /** As long as its share of the busiest lane. */
    private String bar(Lane lane) {
        return BLOCK.repeat((int) (BAR * lane.bytes() / most));
    }

    /** What was confirmed stays on the screen when it has ended. */
    void show(Optional<Progress> now) {
        Forms.set(state, now.map(ActivityColumns::progress).orElse(Texts.of("activity.backup.none")));
        now.ifPresent(progress -> {
            most = Math.max(
                    1, progress.lanes().stream().mapToLong(Lane::bytes).max().orElse(1));
            lanes.show(progress.lanes());
        });
    }

    void clear() {
        show(Optional.empty());
        lanes.show(List.of());
    }
}
