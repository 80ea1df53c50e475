// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.part;

import java.time.Duration;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.holdfast.console.client.LinkState;
import org.holdfast.console.client.NodeElsewhere;
import org.holdfast.console.client.NodeHome;
import org.holdfast.console.client.NodeLink;
import org.holdfast.console.client.NodePlace;
import org.holdfast.console.clock.ConsoleClock;
import org.holdfast.console.text.Amounts;
import org.holdfast.console.text.Harmless;
import org.holdfast.console.text.Texts;
import org.holdfast.console.widget.Forms;
import org.holdfast.console.widget.Ids;
import org.holdfast.console.widget.Look;
import org.holdfast.console.widget.Tone;

/** Says that the node cannot be asked, why, and what to do; is not there while all is well. */
final class LinkBanner {
    /** A pass that ends within this time is spoken of. */
    private static final Duration SOON = Duration.ofDays(14);

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
        String where = Harmless.line(link.place().shown());
        return switch (state) {
            case LinkState.Connecting() -> "";
            case LinkState.Up up -> remark(up);
            case LinkState.NoNode() -> Texts.of("link.none", where);
            case LinkState.Stopped() -> Texts.of("link.stopped", where);
            case LinkState.Silent(String why) -> Texts.of("link.silent", Harmless.line(why));
            case LinkState.Refused(String why) -> refused(link.place(), Harmless.line(why));
            case LinkState.NoPass(String why) -> Texts.of("link.nopass", Harmless.line(why));
            case LinkState.Impostor(String why) -> Texts.of("link.impostor", Harmless.line(why));
        };
    }

    /** It answers, and there is something to be known all the same. */
    private static String remark(LinkState.Up up) {
        String version = Harmless.line(up.status().version());
        return switch (up.age()) {
            case NEWER -> Texts.of("link.newer", version);
            case OLDER -> Texts.of("link.older", version);
            case SAME ->
                up.access()
                        .until()
                        .filter(until -> until.isBefore(ConsoleClock.now().plus(SOON)))
                        .map(until -> Texts.of("link.ending", Amounts.minute(until)))
                        .orElse("");
        };
    }

    private static String refused(NodePlace place, String why) {
        return switch (place) {
            case NodeHome home -> Texts.of("link.refused", why);
            case NodeElsewhere elsewhere -> Texts.of("link.refused.pass", why, elsewhere.pass());
        };
    }
}
