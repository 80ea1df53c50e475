// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.overview;

import java.time.Instant;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.holdfast.console.client.view.Status;
import org.holdfast.console.clock.ConsoleClock;
import org.holdfast.console.text.Amounts;
import org.holdfast.console.text.Texts;
import org.holdfast.console.widget.Forms;
import org.holdfast.console.widget.Ids;
import org.holdfast.console.widget.Tone;

/** Four figures: how durable, when last, how many partners, how much space. */
final class Figures {
    private static final int WIDTH = 120;

    private final Figure loss;
    private final Figure snapshot;
    private final Figure partners;
    private final Figure space;

    /** A figure with its name above it and what stands behind it below. */
    private record Figure(Label value, Label detail) {
        static Figure in(Composite parent, String id) {
            Composite card = Ids.id(Forms.card(parent, 1), id);
            GridDataFactory.fillDefaults()
                    .grab(true, true)
                    .hint(WIDTH, SWT.DEFAULT)
                    .applyTo(card);
            Forms.text(card, Texts.of("figure." + id), "caption");
            Label value = Ids.id(Forms.text(card, "–", "figure"), id + "-value");
            Label detail = Ids.id(Forms.text(card, "", Tone.FAINT.style()), id + "-detail");
            return new Figure(value, detail);
        }

        boolean show(String text, String more) {
            return Forms.set(value, text) | Forms.set(detail, more);
        }
    }

    Figures(Composite parent) {
        Composite row = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults()
                .numColumns(4)
                .equalWidth(true)
                .spacing(8, 0)
                .applyTo(row);
        OverviewPart.wide(row);
        this.loss = Figure.in(row, "loss");
        this.snapshot = Figure.in(row, "snapshot");
        this.partners = Figure.in(row, "partners");
        this.space = Figure.in(row, "space");
    }

    /** @return whether the layout has changed */
    boolean show(Status status) {
        boolean changed = loss.show(
                Amounts.yearsToLoss(status.lossPerYear()),
                Texts.of("figure.loss.detail", Amounts.rate(status.lossPerYear()), status.limitedBy()));
        Instant now = ConsoleClock.now();
        changed |= snapshot.show(
                status.lastSnapshotTime().map(time -> Amounts.ago(time, now)).orElse(Texts.of("figure.snapshot.none")),
                status.lastSnapshotTime().map(Amounts::minute).orElse(""));
        changed |= partners.show(
                Texts.of("figure.partners.value", status.partnersReachable(), status.partners()),
                Texts.of("figure.partners.detail", status.partnersWanted(), status.code()));
        changed |= space.show(
                Amounts.bytes(status.heldBytes()),
                Texts.of("figure.space.detail", Amounts.bytes(status.usableBytes())));
        return changed;
    }

    void clear() {
        loss.show("–", "");
        snapshot.show("–", "");
        partners.show("–", "");
        space.show("–", "");
    }
}
