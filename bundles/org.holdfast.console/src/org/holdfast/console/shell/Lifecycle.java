// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.shell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.e4.core.contexts.IEclipseContext;
import org.eclipse.e4.ui.workbench.lifecycle.PostContextCreate;
import org.eclipse.e4.ui.workbench.lifecycle.PreSave;
import org.eclipse.equinox.app.IApplicationContext;
import org.holdfast.console.client.NodeHome;
import org.holdfast.console.client.NodePlace;
import org.holdfast.console.node.ConsoleSettings;
import org.holdfast.console.node.Nodes;
import org.holdfast.console.widget.Look;
import org.holdfast.console.work.Works;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.Version;

/** What there is before the window and after it. */
public final class Lifecycle {
    /** Called by the platform: makes what everything else is given. */
    @PostContextCreate
    void start(IApplicationContext application, IEclipseContext context) {
        Arguments arguments =
                Arguments.parse((String[]) application.getArguments().get(IApplicationContext.APPLICATION_ARGS));
        ConsoleSettings settings = ConsoleSettings.load(arguments.settings().orElseGet(Lifecycle::usualSettings));
        Nodes nodes = new Nodes(settings, places(arguments, settings), arguments.pace(), version());
        context.set(Arguments.class, arguments);
        context.set(ConsoleSettings.class, settings);
        context.set(Nodes.class, nodes);
        context.set(Works.class, new Works());
        context.set(Look.class.getName(), new LookFunction());
        nodes.start();
    }

    /** Those that are named; else those that were open the last time; else the usual one. */
    private static List<NodePlace> places(Arguments arguments, ConsoleSettings settings) {
        List<NodePlace> places = new ArrayList<>(arguments.places());
        if (places.isEmpty()) {
            places.addAll(settings.places());
        }
        return places.isEmpty()
                ? List.of(NodeHome.usual())
                : places.stream().distinct().toList();
    }

    private static Path usualSettings() {
        return Path.of(System.getProperty("user.home"), ".holdfast-console", "settings");
    }

    private static String version() {
        Version version = FrameworkUtil.getBundle(Lifecycle.class).getVersion();
        return version.getMajor() + "." + version.getMinor() + "." + version.getMicro();
    }

    /** Called by the platform, after the window. */
    @PreSave
    void end(Nodes nodes, Works works) {
        works.cancelAll();
        nodes.close();
    }
}
