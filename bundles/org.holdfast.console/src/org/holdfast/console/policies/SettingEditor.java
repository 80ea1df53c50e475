// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.policies;

import java.util.function.BiConsumer;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.holdfast.console.client.view.Setting;
import org.holdfast.console.text.Texts;
import org.holdfast.console.widget.Forms;
import org.holdfast.console.widget.Ids;
import org.holdfast.console.widget.Permits;
import org.holdfast.console.widget.Tone;
import org.holdfast.model.AccessRole;
import org.jspecify.annotations.Nullable;

/** A setting to be changed; its field is made from the range that the node gives. The node judges what is typed. */
final class SettingEditor {
    private static final String YES_OR_NO = "true or false";

    private final Permits permits;
    private final Composite card;
    private final Label name;
    private final Label meaning;
    private final Label range;
    private final Text text;
    private final Combo choice;
    private final Button apply;
    private final Button restore;
    private @Nullable Setting base;

    /** @param change gets the setting as it was looked at, and the wanted value */
    SettingEditor(Composite parent, Permits permits, BiConsumer<Setting, String> change) {
        this.permits = permits;
        this.card = Forms.card(parent, 3);
        this.name = wide(Ids.id(Forms.text(card, Texts.of("policies.choose"), "heading"), "setting-name"));
        this.meaning = wide(Ids.id(Forms.text(card, "", Tone.PLAIN.style()), "setting-meaning"));
        this.range = wide(Ids.id(Forms.text(card, "", Tone.FAINT.style()), "setting-range"));
        Composite field = Forms.row(card, 2);
        Forms.fillWidth(field);
        this.text = Ids.id(new Text(field, SWT.BORDER), "setting-value");
        Forms.fillWidth(text);
        this.choice = Ids.id(new Combo(field, SWT.DROP_DOWN | SWT.READ_ONLY), "setting-choice");
        choice.setItems("true", "false");
        GridDataFactory.fillDefaults().applyTo(choice);
        this.apply = Forms.button(card, "setting-apply", "policies.apply", () -> change(change, value()));
        this.restore = Forms.button(card, "setting-default", "policies.default", () -> {
            Setting of = base;
            if (of != null) {
                change(change, of.defaultValue());
            }
        });
        text.addListener(SWT.DefaultSelection, event -> change(change, value()));
        clear();
    }

    private static Label wide(Label label) {
        GridDataFactory.fillDefaults().span(3, 1).grab(true, false).applyTo(label);
        return label;
    }

    private void change(BiConsumer<Setting, String> how, String value) {
        Setting of = base;
        if (of != null) {
            how.accept(of, value);
        }
    }

    private String value() {
        return choice.getVisible() ? choice.getText() : text.getText();
    }

    /** Which one it is; empty if none. */
    String key() {
        Setting of = base;
        return of == null ? "" : of.key();
    }

    void edit(Setting setting) {
        base = setting;
        boolean yesOrNo = setting.range().equals(YES_OR_NO);
        Forms.set(name, setting.key());
        Forms.set(meaning, setting.description());
        String allowed = Texts.of("policies.range", setting.range(), shown(setting.defaultValue()));
        AccessRole needed = needed(setting);
        Forms.set(
                range,
                permits.may(needed)
                        ? allowed
                        : allowed + " " + Texts.of("policies.role", Texts.of("role.a." + needed.word())));
        text.setText(setting.value());
        choice.setText(setting.value());
        Forms.show(text, !yesOrNo);
        Forms.show(choice, yesOrNo);
        enable(needed, true);
    }

    /** A node that does not say has the rule of most. */
    private static AccessRole needed(Setting setting) {
        return AccessRole.of(setting.role()).orElse(AccessRole.OPERATOR);
    }

    private static String shown(String value) {
        return value.isEmpty() ? Texts.of("policies.empty") : value;
    }

    /** The node has it like this now; what somebody is typing is not touched. */
    void heard(Setting setting) {
        Setting of = base;
        if (of != null && value().equals(of.value())) {
            edit(setting);
        }
    }

    /** What is typed stays, and is meant to take the place of this value. */
    void rebase(Setting now) {
        base = now;
    }

    void clear() {
        base = null;
        Forms.set(name, Texts.of("policies.choose"));
        Forms.set(meaning, "");
        Forms.set(range, "");
        text.setText("");
        Forms.show(choice, false);
        Forms.show(text, true);
        enable(AccessRole.OPERATOR, false);
    }

    private void enable(AccessRole needed, boolean chosen) {
        for (Control each : new Control[] {text, choice, apply, restore}) {
            permits.enable(each, needed, chosen);
        }
    }
}
