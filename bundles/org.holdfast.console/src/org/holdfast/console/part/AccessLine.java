// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.part;

import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.holdfast.console.client.Access;
import org.holdfast.console.client.NodeElsewhere;
import org.holdfast.console.client.NodeHome;
import org.holdfast.console.client.NodePlace;
import org.holdfast.console.text.Amounts;
import org.holdfast.console.text.Texts;
import org.holdfast.console.widget.Forms;
import org.holdfast.console.widget.Ids;
import org.holdfast.console.widget.Tone;

/** Of a node elsewhere: where it is, and what the pass lets do there. Of a node of this computer it is not there. */
final class AccessLine {
    private final Label line;

    AccessLine(Composite parent) {
        this.line = Ids.id(Forms.text(parent, "", Tone.FAINT.style()), "access");
        Forms.show(line, false);
    }

    /** @param heard whether the node has said anything yet; before that only the place is known */
    void show(NodePlace place, Access access, boolean heard) {
        String text = switch (place) {
            case NodeHome home -> "";
            case NodeElsewhere elsewhere ->
                Texts.of("access.at", elsewhere.shown(), heard ? words(access) : "")
                        .strip();
        };
        Forms.set(line, text);
        Forms.show(line, !text.isEmpty());
    }

    private static String words(Access access) {
        return access.role()
                .map(role -> Texts.of(
                        "access." + role.word(),
                        access.name(),
                        access.until().map(Amounts::minute).orElse("")))
                .orElse(Texts.of("access.unknown"));
    }
}
