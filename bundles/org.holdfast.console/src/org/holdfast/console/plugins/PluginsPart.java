// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.plugins;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.holdfast.console.client.PluginCalls;
import org.holdfast.console.client.view.Installed;
import org.holdfast.console.client.view.Plugin;
import org.holdfast.console.client.view.PluginStatus;
import org.holdfast.console.client.view.Status;
import org.holdfast.console.part.NodePart;
import org.holdfast.console.text.Harmless;
import org.holdfast.console.text.Texts;
import org.holdfast.console.widget.Asking;
import org.holdfast.console.widget.Forms;
import org.holdfast.console.widget.Ids;
import org.holdfast.console.widget.PathDialog;
import org.holdfast.console.widget.RowTable;
import org.holdfast.console.widget.Tone;
import org.holdfast.model.AccessRole;

/** Providers with what is stored in their formats, above; plug-ins that were installed, and what goes on, below. */
public final class PluginsPart extends NodePart {
    private Asking asking;
    private Asking doing;
    private RowTable<Plugin> providers;
    private RowTable<Installed> installed;
    private Label detail;
    private Label warnings;
    private RecodeBar recoding;
    private Button prefer;
    private Button recode;
    private Button remove;
    private List<Plugin> shownProviders = List.of();
    private List<Installed> shownPlugins = List.of();

    private record Answer(List<Plugin> providers, PluginStatus status) {}

    @Override
    protected void build(Composite body) {
        asking = new Asking(body);
        doing = new Asking(body);
        recoding = new RecodeBar(body, permits(), how -> change(how, status -> ""));
        SashForm sash = Forms.sash(body, SWT.VERTICAL);
        providers(sash);
        plugins(sash);
        sash.setWeights(66, 34);
        enable();
    }

    private void providers(Composite parent) {
        Composite above = Forms.columns(parent, 1);
        Forms.heading(above, "plugins.providers");
        providers = new RowTable<>(above, "providers", SWT.SINGLE, PluginColumns.providers(), PluginsPart::key);
        providers.pictures(each -> look().icon(PluginColumns.picture(each), PluginColumns.tone(each)));
        providers.colours(each -> each.preferred() ? look().colour(Tone.ACCENT) : null);
        Forms.fill(providers.widget());
        providers.onSelect(this::enable);
        detail = Ids.id(Forms.text(above, "", Tone.FAINT.style()), "provider-detail");
        Composite buttons = Forms.columns(above, 2);
        prefer = Forms.button(buttons, "prefer", "plugins.prefer", this::prefer);
        recode = Forms.button(buttons, "recode", "plugins.recode", this::recode);
    }

    private static String key(Plugin plugin) {
        return plugin.role() + " " + plugin.id() + " " + plugin.bundle();
    }

    private void plugins(Composite parent) {
        Composite below = Forms.columns(parent, 1);
        Forms.heading(below, "plugins.installed");
        installed = new RowTable<>(below, "plugins", SWT.SINGLE, PluginColumns.installed(), Installed::name);
        Forms.fill(installed.widget());
        installed.onSelect(this::enable);
        warnings = Ids.id(Forms.text(below, "", Tone.WARN.style()), "plugin-warnings");
        Composite buttons = Forms.columns(below, 3);
        permits().guard(Forms.button(buttons, "install", "plugins.install", this::install), AccessRole.CUSTODIAN);
        remove = Forms.button(buttons, "remove-plugin", "plugins.remove", this::remove);
        permits().guard(Forms.button(buttons, "roll-back", "plugins.rollback", this::rollBack), AccessRole.CUSTODIAN);
        GridDataFactory.fillDefaults().applyTo(buttons);
    }

    @Override
    protected void refresh(Status status) {
        if (!asking.isBusy()) {
            PluginCalls calls = client().plugins();
            asking.ask(() -> new Answer(calls.list(), calls.status()), this::show, this::fail);
        }
    }

    private void show(Answer answer) {
        if (!answer.providers().equals(shownProviders)) {
            shownProviders = answer.providers();
            providers.show(shownProviders);
        }
        if (!answer.status().installed().equals(shownPlugins)) {
            shownPlugins = answer.status().installed();
            installed.show(shownPlugins);
        }
        Forms.set(warnings, String.join("\n", answer.status().warnings()));
        recoding.show(answer.status().recode());
        enable();
    }

    private void enable() {
        Optional<Plugin> chosen = providers.single();
        enable(
                prefer,
                chosen.filter(each -> !each.preferred() && PluginColumns.isChosen(each))
                        .isPresent());
        enable(
                recode,
                chosen.filter(each -> !each.preferred() && each.bytesInUse() > 0)
                        .isPresent());
        enable(remove, installed.single().isPresent());
        Forms.set(detail, chosen.map(PluginColumns::detail).orElse(""));
    }

    private void enable(Button button, boolean sensible) {
        permits().enable(button, AccessRole.CUSTODIAN, sensible);
    }

    private void prefer() {
        providers
                .single()
                .ifPresent(each -> change(
                        calls -> calls.prefer(each.role(), each.id()),
                        now -> Texts.of("plugins.preferred", PluginColumns.role(now), now.id())));
    }

    private void recode() {
        providers
                .single()
                .filter(each -> sure("plugins.recode", Texts.of("plugins.recode.sure", each.id())))
                .ifPresent(each -> change(
                        calls -> calls.recode(each.role(), each.id()),
                        now -> Texts.of("plugins.recode.begun", each.id())));
    }

    private void install() {
        elsewhere()
                .map(this::jarThere)
                .orElseGet(this::jarHere)
                .ifPresent(file -> change(calls -> calls.install(file), PluginsPart::said));
    }

    private Optional<String> jarHere() {
        FileDialog dialog = new FileDialog(page().getShell(), SWT.OPEN);
        dialog.setText(Texts.of("plugins.install"));
        dialog.setFilterExtensions(new String[] {"*.jar"});
        return Optional.ofNullable(dialog.open());
    }

    private Optional<String> jarThere(String where) {
        return new PathDialog(
                        page().getShell(), Texts.of("plugins.install"), Texts.of("plugins.install.message"), where)
                .ask();
    }

    private void remove() {
        installed
                .single()
                .filter(each -> sure("plugins.remove", Texts.of("plugins.remove.sure", each.name())))
                .ifPresent(each -> change(calls -> calls.remove(each.name()), PluginsPart::said));
    }

    private void rollBack() {
        if (sure("plugins.rollback", Texts.of("plugins.rollback.sure"))) {
            change(PluginCalls::rollBack, now -> Texts.of("plugins.rolledback"));
        }
    }

    private static String said(Installed plugin) {
        String text = Texts.of(
                "plugins.changed", plugin.name(), plugin.version(), Texts.word("plugin.change", plugin.change()));
        return plugin.problem().isEmpty() ? text : text + " " + plugin.problem();
    }

    private boolean sure(String title, String question) {
        return MessageDialog.openConfirm(page().getShell(), Texts.of(title), Harmless.lines(question));
    }

    /** Says what it does now, and afterwards what came of it. */
    private <T> void change(Function<PluginCalls, T> how, Function<T, String> done) {
        PluginCalls calls = client().plugins();
        say(Texts.of("plugins.working"), Tone.FAINT);
        doing.ask(
                () -> how.apply(calls),
                answer -> {
                    say(done.apply(answer), Tone.GOOD);
                    nodes().current().hurry();
                },
                failure -> {
                    fail(failure);
                    nodes().current().hurry();
                });
    }

    @Override
    protected void clear() {
        asking.stop();
        doing.stop();
        show(new Answer(List.of(), new PluginStatus(List.of(), List.of(), 0, Optional.empty())));
    }
}
