// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.policies;

import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Composite;
import org.holdfast.console.client.ControlClient;
import org.holdfast.console.client.ControlException;
import org.holdfast.console.client.view.Setting;
import org.holdfast.console.client.view.Status;
import org.holdfast.console.part.NodePart;
import org.holdfast.console.text.Texts;
import org.holdfast.console.widget.Asking;
import org.holdfast.console.widget.Column;
import org.holdfast.console.widget.Forms;
import org.holdfast.console.widget.PagedTable;
import org.holdfast.console.widget.RowTable;
import org.holdfast.console.widget.Rows;
import org.holdfast.console.widget.Tone;

/** Every setting that the node has, above; the one that is selected, with its range and meaning, to be changed, below. */
public final class PoliciesPart extends NodePart {
    private Asking asking;
    private Asking changing;
    private PagedTable<Setting> table;
    private SettingEditor editor;
    private List<Setting> shown = List.of();

    /** What a change came to: the setting now, and whether it was another than the one that was looked at. */
    private record Changed(Setting now, boolean conflict) {}

    @Override
    protected void build(Composite body) {
        asking = new Asking(body);
        changing = new Asking(body);
        SashForm sash = Forms.sash(body, SWT.VERTICAL);
        Composite above = Forms.columns(sash, 1);
        Forms.heading(above, "policies.heading");
        table = new PagedTable<>(
                above,
                "settings",
                List.of(
                        Column.text("column.key", 230, Setting::key),
                        Column.text("column.value", 180, Setting::value),
                        Column.text("column.default", 130, Setting::defaultValue),
                        Column.text("column.meaning", 620, Setting::description)),
                Setting::key,
                each -> each.key() + " " + each.value() + " " + each.description());
        Forms.fill(table.widget());
        RowTable<Setting> rows = table.table();
        rows.colours(each -> each.value().equals(each.defaultValue()) ? null : look().colour(Tone.ACCENT));
        rows.onSelect(() -> rows.single().ifPresent(this::edit));
        editor = new SettingEditor(sash, permits(), this::apply);
        sash.setWeights(68, 32);
    }

    private void edit(Setting setting) {
        say("", Tone.PLAIN);
        editor.edit(setting);
    }

    @Override
    protected void refresh(Status status) {
        if (!asking.isBusy()) {
            asking.ask(client()::settings, this::show, this::fail);
        }
    }

    private void show(List<Setting> settings) {
        if (settings.equals(shown)) {
            return;
        }
        shown = settings;
        table.show(Rows.of(settings));
        settings.stream()
                .filter(each -> each.key().equals(editor.key()))
                .findFirst()
                .ifPresent(editor::heard);
    }

    /** Not if somebody else has changed it since it was looked at: then what was typed stays, and may be applied again. */
    private void apply(Setting base, String value) {
        ControlClient client = client();
        changing.ask(() -> change(client, base, value), this::changed, this::fail);
    }

    private static Changed change(ControlClient client, Setting base, String value) {
        try {
            return new Changed(client.configure(base.key(), value, base.value()), false);
        } catch (ControlException e) {
            if (!e.code().equals("CONFIG_CHANGED")) {
                throw e;
            }
            return client.settings().stream()
                    .filter(each -> each.key().equals(base.key()))
                    .findFirst()
                    .map(present -> new Changed(present, true))
                    .orElseThrow(() -> e);
        }
    }

    private void changed(Changed what) {
        Setting now = what.now();
        if (what.conflict()) {
            editor.rebase(now);
            say(Texts.of("policies.conflict", now.key(), now.value()), Tone.WARN);
        } else {
            editor.edit(now);
            say(Texts.of("policies.changed", now.key(), now.value()), Tone.GOOD);
            nodes().current().hurry();
        }
    }

    @Override
    protected void clear() {
        asking.stop();
        changing.stop();
        shown = List.of();
        table.show(Rows.of(List.of()));
        editor.clear();
    }
}
