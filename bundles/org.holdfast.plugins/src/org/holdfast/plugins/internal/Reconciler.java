// SPDX-License-Identifier: EPL-2.0
package org.holdfast.plugins.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.plugins.PluginStore.Plugin;
import org.holdfast.plugins.Verdict;
import org.osgi.framework.Bundle;

/**
 * What the start does: reads the list, clears what a crash left, and brings the framework to what the list says. One
 * plug-in that cannot be brought back is noted and does not keep the others away.
 */
final class Reconciler {
    private final Gate gate;
    private final Framework framework;
    private final PluginList list;
    private final Intake intake;
    private final Consumer<HoldfastException> troubles;

    Reconciler(Gate gate, Framework framework, PluginList list, Intake intake, Consumer<HoldfastException> troubles) {
        this.gate = gate;
        this.framework = framework;
        this.list = list;
        this.intake = intake;
        this.troubles = troubles;
    }

    /** What the list names, now or again. @throws HoldfastException DISK_FAILED */
    List<Plugin> run() {
        List<Plugin> listed = list.read().orElseGet(this::relisted);
        clear(listed.stream().map(Plugin::jar).collect(Collectors.toSet()));
        List<Plugin> kept = listed.stream().filter(this::notOvertaken).toList();
        if (kept.size() < listed.size()) {
            list.write(kept);
        }
        kept.forEach(each -> attempt(() -> bringBack(each)));
        return kept;
    }

    private void attempt(Runnable step) {
        try {
            step.run();
        } catch (HoldfastException e) {
            troubles.accept(e);
        }
    }

    /** Without a list, the jars that lie in the folder are what there is: of each name the newest. */
    private List<Plugin> relisted() {
        Map<String, Plugin> found = new TreeMap<>();
        for (Path file : intake.files()) {
            if (file.toString().endsWith(".jar") && gate.check(file) instanceof Verdict.Trusted) {
                attempt(() -> {
                    Plugin plugin = intake.describe(file);
                    if (plugin.jar().equals(file)) {
                        found.merge(plugin.name(), plugin, Reconciler::newer);
                    }
                });
            }
        }
        if (!found.isEmpty()) {
            list.write(found.values());
        }
        return List.copyOf(found.values());
    }

    private static Plugin newer(Plugin one, Plugin other) {
        return one.version().compareTo(other.version()) >= 0 ? one : other;
    }

    /** Jars and bundles of the store that the list does not name. */
    private void clear(Set<Path> listed) {
        for (Bundle bundle : framework.all()) {
            if (ofStore(bundle) && listed.stream().noneMatch(jar -> isOf(bundle, jar) && Files.isRegularFile(jar))) {
                attempt(() -> framework.uninstall(bundle));
            }
        }
        for (Path file : intake.files()) {
            if (!listed.contains(file)) {
                attempt(() -> DurableFile.delete(file));
            }
        }
    }

    private boolean ofStore(Bundle bundle) {
        return bundle.getLocation().startsWith(BundleFile.location(intake.folder()));
    }

    private static boolean isOf(Bundle bundle, Path jar) {
        return bundle.getLocation().equals(BundleFile.location(jar));
    }

    /** A newer product may bring what a plug-in stood in for. */
    private boolean notOvertaken(Plugin plugin) {
        Optional<Bundle> product = framework.product(plugin.name());
        if (product.isEmpty() || product.get().getVersion().compareTo(plugin.version()) < 0) {
            return true;
        }
        troubles.accept(new HoldfastException(
                ErrorCode.PLUGIN_BROKEN,
                plugin.name(),
                "The plug-in " + plugin.name() + " " + plugin.version() + " was taken out: Holdfast now brings "
                        + product.get().getVersion() + " itself"));
        framework.installed(plugin.jar()).ifPresent(bundle -> attempt(() -> framework.uninstall(bundle)));
        attempt(() -> DurableFile.delete(plugin.jar()));
        return false;
    }

    private void bringBack(Plugin plugin) {
        if (!Files.isRegularFile(plugin.jar())) {
            throw new HoldfastException(
                    ErrorCode.PLUGIN_BROKEN,
                    plugin.name(),
                    "The jar of the plug-in " + plugin.name() + " " + plugin.version() + " is gone: " + plugin.jar()
                            + ". Install it again");
        }
        Verdict verdict = gate.check(plugin.jar());
        if (!(verdict instanceof Verdict.Trusted)) {
            throw verdict.refusal(plugin.jar().toString());
        }
        if (framework.installed(plugin.jar()).isEmpty()) {
            framework.start(plugin);
        }
        framework.product(plugin.name()).ifPresent(framework::retire);
    }
}
