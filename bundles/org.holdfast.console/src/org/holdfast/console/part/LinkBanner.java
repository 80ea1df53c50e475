// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.part;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.holdfast.console.client.LinkState;
import org.holdfast.console.client.LinkState.Age;
import org.holdfast.console.client.NodeLink;
import org.holdfast.console.text.Harmless;
import org.holdfast.console.text.Texts;
import org.holdfast.console.widget.Forms;
import org.holdfast.console.widget.Ids;
import org.holdfast.console.widget.Look;
import org.holdfast.console.widget.Tone;

/** Says that the node cannot be asked, why, and what to do; is not there while all is well. */
final class LinkBanner {
    private final Composite banner;
    private final Label picture;
    private final Label text;
    private final Look look;
    private Tone tone = Tone.FAINT;

    LinkBanner(Composite parent, Look look, Runnable retry) {
        this.look = look;
        this.banner = Look.classed(Forms.card(parent, 3), "banner");
        this.picture = new Label(banner, SWT.NONE);
        this.text = Ids.id(Forms.text(banner, "", "plain"), "link-problem");
        Forms.button(banner, "link-retry", "link.retry", retry);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(banner);
        look.paint(picture, () -> picture.setImage(look.icon("alert", tone, 20)));
        Forms.show(banner, false);
    }

    void show(NodeLink link, LinkState state) {
        String problem = problem(link, state);
        Forms.set(text, problem);
        Forms.show(banner, !problem.isEmpty());
        tone = state instanceof LinkState.Up || state instanceof LinkState.Connecting ? Tone.WARN : Tone.BAD;
        picture.setImage(look.icon("alert", tone, 20));
    }

    /** In words; empty while there is nothing to say. */
    private static String problem(NodeLink link, LinkState state) {
        String home = link.home().path().toString();
        return switch (state) {
            case LinkState.Connecting() -> "";
            case LinkState.Up(var status, Age age) when age == Age.SAME -> "";
            case LinkState.Up(var status, Age age) ->
                Texts.of(age == Age.NEWER ? "link.newer" : "link.older", Harmless.line(status.version()));
            case LinkState.NoNode() -> Texts.of("link.none", Harmless.line(home));
            case LinkState.Stopped() -> Texts.of("link.stopped", Harmless.line(home));
            case LinkState.Silent(String why) -> Texts.of("link.silent", Harmless.line(why));
            case LinkState.Refused(String why) -> Texts.of("link.refused", Harmless.line(why));
        };
    }
}
