// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.plugins;

import java.util.List;
import java.util.Set;
import org.holdfast.console.client.view.Installed;
import org.holdfast.console.client.view.Plugin;
import org.holdfast.console.text.Amounts;
import org.holdfast.console.text.Texts;
import org.holdfast.console.widget.Column;
import org.holdfast.console.widget.Tone;

/** How providers and plug-ins are shown. */
final class PluginColumns {
    /** Roles of which all that are there take part, and none is chosen. */
    private static final Set<String> TOGETHER = Set.of("policy", "discovery", "notice");

    private PluginColumns() {}

    static List<Column<Plugin>> providers() {
        return List.of(
                Column.word("column.role", 150, Plugin::role, PluginColumns::role),
                Column.text("column.id", 170, Plugin::id),
                Column.word("column.state", 120, Plugin::state, PluginColumns::state),
                Column.amount("column.inuse", 100, Plugin::bytesInUse, bytes -> bytes == 0 ? "" : Amounts.bytes(bytes)),
                Column.text("column.bundle", 270, Plugin::bundle),
                Column.text("column.version", 150, Plugin::version));
    }

    static String role(Plugin plugin) {
        return Texts.word("role", plugin.role());
    }

    private static String state(Plugin plugin) {
        if (plugin.preferred() && isChosen(plugin)) {
            return Texts.of("plugin.preferred");
        }
        return plugin.historic() ? Texts.of("plugin.historic") : Texts.word("plugin.state", plugin.state());
    }

    /** Whether one of several is written with; of policies, finders and ways of notices all take part. */
    static boolean isChosen(Plugin plugin) {
        return !TOGETHER.contains(plugin.role());
    }

    static String picture(Plugin plugin) {
        if (!plugin.problem().isEmpty() || plugin.state().equals("refused")) {
            return "alert";
        }
        return plugin.preferred() ? "star" : "plugins";
    }

    static Tone tone(Plugin plugin) {
        if (!plugin.problem().isEmpty() || plugin.state().equals("refused")) {
            return Tone.WARN;
        }
        return plugin.preferred() ? Tone.ACCENT : Tone.FAINT;
    }

    /** What else there is to say about it. */
    static String detail(Plugin plugin) {
        if (!plugin.problem().isEmpty()) {
            return plugin.problem();
        }
        if (!isChosen(plugin)) {
            return Texts.of("plugin.detail.all");
        }
        if (plugin.preferred()) {
            return Texts.of("plugin.detail.preferred", Amounts.bytes(plugin.bytesInUse()));
        }
        return plugin.bytesInUse() > 0
                ? Texts.of("plugin.detail.stored", Amounts.bytes(plugin.bytesInUse()))
                : Texts.of("plugin.detail.unused");
    }

    static List<Column<Installed>> installed() {
        return List.of(
                Column.text("column.name", 300, Installed::name),
                Column.text("column.version", 110, Installed::version),
                Column.text("column.dropped", 140, Installed::droppedAs),
                Column.text("column.digest", 180, Installed::digest),
                Column.text("column.problem", 300, Installed::problem));
    }
}
