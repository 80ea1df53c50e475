// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.overview;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.holdfast.console.client.view.Status;
import org.holdfast.console.text.Texts;
import org.holdfast.console.widget.Forms;
import org.holdfast.console.widget.Ids;
import org.holdfast.console.widget.Look;
import org.holdfast.console.widget.Permits;
import org.holdfast.console.widget.Tone;
import org.holdfast.model.AccessRole;

/** Safe or not, in one sentence and a picture, and every reason that the node gives. */
final class Verdict {
    private static final int PICTURE = 48;
    private static final int REASONS = 8;

    private final Look look;
    private final Composite card;
    private final Label picture;
    private final Label headline;
    private final Label protection;
    private final Label[] reasons = new Label[REASONS];
    private String drawing = "unknown";
    private Tone tone = Tone.FAINT;

    Verdict(Composite parent, Look look, Permits permits, Runnable action) {
        this.look = look;
        this.card = Ids.id(Forms.card(parent, 3), "verdict");
        OverviewPart.wide(card);
        this.picture = new Label(card, SWT.NONE);
        GridDataFactory.swtDefaults()
                .align(SWT.BEGINNING, SWT.BEGINNING)
                .span(1, 2)
                .applyTo(picture);
        this.headline = Ids.id(Forms.text(card, Texts.of("verdict.unknown"), "headline"), "headline");
        Button backUp = permits.guard(Forms.button(card, "back-up", "action.backup", action), AccessRole.OPERATOR);
        GridDataFactory.swtDefaults().align(SWT.END, SWT.BEGINNING).span(1, 2).applyTo(backUp);
        Composite lines = Look.classed(Forms.columns(card, 1), "card");
        Forms.fillWidth(lines);
        this.protection = Ids.id(Forms.text(lines, "", Tone.FAINT.style()), "protection");
        for (int i = 0; i < REASONS; i++) {
            reasons[i] = Ids.id(Forms.text(lines, "", Tone.PLAIN.style()), "reason-" + i);
            Forms.show(reasons[i], false);
        }
        look.paint(picture, this::paint);
    }

    private void paint() {
        picture.setImage(look.icon(drawing, tone, PICTURE));
    }

    /** @return whether the layout has changed */
    boolean show(Status status) {
        drawing = status.safe() ? "safe" : "unsafe";
        tone = status.safe() ? Tone.GOOD : Tone.BAD;
        paint();
        look.restyle(headline, "headline-" + (status.safe() ? "good" : "bad"));
        boolean changed = Forms.set(headline, Texts.of(status.safe() ? "verdict.safe" : "verdict.unsafe"));
        changed |= Forms.set(
                protection,
                Texts.of(
                        "verdict.protection",
                        Texts.word("protection", status.protection()),
                        Texts.word("state", status.state())));
        return changed | reasons(withSheet(status));
    }

    /** Whoever loses the machine without a sheet has lost the data, too. */
    private static List<String> withSheet(Status status) {
        List<String> said = new ArrayList<>(status.reasons());
        if (!status.sheetSealed()) {
            said.addLast(Texts.of("verdict.sheet"));
        }
        return said;
    }

    private boolean reasons(List<String> said) {
        boolean changed = false;
        for (int i = 0; i < REASONS; i++) {
            boolean last = i == REASONS - 1 && said.size() > REASONS;
            String text = last
                    ? Texts.of("verdict.more", said.size() - REASONS + 1)
                    : i < said.size() ? "•  " + said.get(i) : "";
            changed |= Forms.set(reasons[i], text);
            Forms.show(reasons[i], !text.isEmpty());
        }
        return changed;
    }

    /** The node does not answer: what it last said may not be so any more. */
    void stale() {
        if (tone != Tone.FAINT) {
            tone = Tone.FAINT;
            paint();
            look.restyle(headline, "headline");
            Forms.set(headline, Texts.of("verdict.stale", headline.getText()));
        }
    }

    void clear() {
        drawing = "unknown";
        tone = Tone.FAINT;
        paint();
        look.restyle(headline, "headline");
        Forms.set(headline, Texts.of("verdict.unknown"));
        Forms.set(protection, "");
        reasons(List.of());
    }
}
