// SPDX-License-Identifier: EPL-2.0
package org.holdfast.plugins.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.plugins.PluginStore;
import org.holdfast.plugins.Verdict;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;

/**
 * The store: a jar is in its folder, then its bundle runs, then the list names it, then what it replaces goes. The list
 * decides, so a crash before it is written leaves the old state and after it the new one; {@link Reconciler} clears what
 * else is there. One change at a time, under the lock of this object; a change may wait long for guards, so what there is
 * can be seen without it.
 */
public final class Store implements PluginStore {
    private final Gate gate;
    private final Framework framework;
    private final PluginList list;
    private final Intake intake;
    private final ConcurrentNavigableMap<String, Plugin> plugins = new ConcurrentSkipListMap<>(); // changed under this
    private final Queue<HoldfastException> troubles = new ConcurrentLinkedQueue<>();

    /** @param home the node's data folder */
    public Store(BundleContext context, Gate gate, Path home) {
        Path folder = home.resolve("bundles");
        this.gate = gate;
        this.framework = new Framework(context, gate, this::note);
        this.list = new PluginList(folder);
        this.intake = new Intake(folder, list);
    }

    /** Makes the framework follow the store; to be called once, before anything else. */
    public synchronized void reconcile() {
        try {
            new Reconciler(gate, framework, list, intake, this::note)
                    .run()
                    .forEach(each -> plugins.put(each.name(), each));
        } catch (HoldfastException e) {
            note(e);
        }
    }

    private void note(HoldfastException trouble) {
        troubles.add(trouble);
    }

    @Override
    public synchronized Change install(Path jar, Optional<String> droppedAs) {
        String shown = jar.toString();
        try (Intake.Draft draft = intake.copy(jar)) {
            Verdict verdict = gate.check(draft.file());
            if (!(verdict instanceof Verdict.Trusted)) {
                throw verdict.refusal(shown);
            }
            PluginManifest manifest = PluginManifest.read(draft.file(), shown);
            Plugin fresh = new Plugin(
                    manifest.name(),
                    manifest.version(),
                    draft.sha256(),
                    list.jar(manifest.name(), manifest.version(), draft.sha256()),
                    droppedAs);
            Optional<Plugin> before = Optional.ofNullable(plugins.get(fresh.name()));
            if (before.isPresent() && before.get().sha256().equals(fresh.sha256()) && runs(before.get())) {
                if (!Files.exists(fresh.jar())) {
                    draft.moveTo(fresh.jar()); // it vanished under the running bundle
                }
                commit(fresh);
                return new Change.Unchanged(fresh);
            }
            before.ifPresent(each -> requirePrecedence(each, fresh));
            return place(draft, fresh, before, manifest.singleton(), shown);
        }
    }

    /** Two files in the drop-in folder, or one there and an installed one, must not take turns at every start. */
    private static void requirePrecedence(Plugin before, Plugin fresh) {
        boolean fromElsewhere =
                fresh.droppedAs().isPresent() && !before.droppedAs().equals(fresh.droppedAs());
        if (fromElsewhere
                && !before.sha256().equals(fresh.sha256())
                && before.version().compareTo(fresh.version()) >= 0) {
            throw new HoldfastException(
                    ErrorCode.CONFLICT,
                    fresh.name(),
                    fresh.name() + " " + fresh.version() + " in the file "
                            + fresh.droppedAs().get()
                            + " stands back, as " + before.version() + " is installed "
                            + before.droppedAs()
                                    .map(file -> "from the file " + file)
                                    .orElse("by a command")
                            + ". Remove that one, or delete this file");
        }
    }

    private boolean runs(Plugin plugin) {
        return framework
                .installed(plugin.jar())
                .filter(bundle -> bundle.getState() == Bundle.ACTIVE)
                .isPresent();
    }

    private Change place(Intake.Draft draft, Plugin fresh, Optional<Plugin> before, boolean singleton, String shown) {
        Optional<Bundle> product = framework.product(fresh.name());
        product.ifPresent(bundle -> requireReplaceable(bundle, fresh, shown));
        Optional<Bundle> old =
                before.flatMap(each -> framework.installed(each.jar())).or(() -> product);
        Version version = old.map(Bundle::getVersion).orElse(fresh.version());
        boolean together = !singleton && !version.equals(fresh.version());
        draft.moveTo(fresh.jar());
        try {
            if (old.isEmpty() || together) {
                startFirst(fresh, old);
            } else {
                stopFirst(fresh, old.get(), before);
            }
        } catch (HoldfastException e) {
            if (before.isEmpty() || !before.get().jar().equals(fresh.jar())) {
                DurableFile.delete(fresh.jar());
            }
            throw e;
        }
        before.filter(each -> !each.jar().equals(fresh.jar())).ifPresent(each -> DurableFile.delete(each.jar()));
        return old.isEmpty() && before.isEmpty() ? new Change.Installed(fresh) : new Change.Replaced(fresh, version);
    }

    private void requireReplaceable(Bundle product, Plugin fresh, String shown) {
        if (product.getVersion().compareTo(fresh.version()) >= 0) {
            throw PluginManifest.broken(
                    shown,
                    "Holdfast itself brings " + Framework.name(product) + ", and a plug-in of that name must be newer");
        }
        if (!framework.dependents(product).isEmpty()) {
            throw PluginManifest.broken(
                    shown,
                    "other parts of Holdfast are built upon " + product.getSymbolicName()
                            + ", so only a new Holdfast replaces it");
        }
    }

    /** The new one runs, then the old one goes; at no time is there none. */
    private void startFirst(Plugin fresh, Optional<Bundle> old) {
        Bundle started = framework.run(fresh);
        try {
            old.ifPresent(framework::askGuards);
            commit(fresh);
        } catch (HoldfastException e) {
            framework.retire(started);
            throw e;
        }
        old.ifPresent(framework::retire);
    }

    /** Where both cannot be there together: for a moment there is none, and if the new one fails, the old one is back. */
    private void stopFirst(Plugin fresh, Bundle old, Optional<Plugin> before) {
        framework.askGuards(old);
        boolean product = gate.isProduct(old);
        framework.retire(old);
        try {
            Bundle started = framework.run(fresh);
            try {
                commit(fresh);
            } catch (HoldfastException e) {
                framework.retire(started);
                throw e;
            }
        } catch (HoldfastException e) {
            if (product) {
                framework.restore(old);
            } else {
                before.ifPresent(framework::start);
            }
            throw e;
        }
    }

    private void commit(Plugin fresh) {
        Plugin before = plugins.put(fresh.name(), fresh);
        if (fresh.equals(before)) {
            return;
        }
        try {
            list.write(plugins.values());
        } catch (HoldfastException e) {
            if (before == null) {
                plugins.remove(fresh.name());
            } else {
                plugins.put(fresh.name(), before);
            }
            throw e;
        }
    }

    @Override
    public synchronized Plugin remove(String name) {
        Plugin plugin = plugins.get(name);
        if (plugin == null) {
            throw new HoldfastException(
                    ErrorCode.PLUGIN_UNKNOWN,
                    name,
                    "No plug-in " + name + " was installed; what belongs to Holdfast itself stays. "
                            + "'holdfast plugin list' shows which is which");
        }
        Optional<Bundle> product = framework.product(name);
        product.ifPresent(framework::restore);
        Optional<Bundle> bundle = framework.installed(plugin.jar());
        try {
            bundle.ifPresent(framework::askGuards);
            forget(plugin);
        } catch (HoldfastException e) {
            product.ifPresent(framework::retire);
            throw e;
        }
        bundle.ifPresent(framework::retire);
        DurableFile.delete(plugin.jar());
        return plugin;
    }

    private void forget(Plugin plugin) {
        List<Plugin> rest =
                plugins.values().stream().filter(each -> !each.equals(plugin)).toList();
        list.write(rest);
        plugins.remove(plugin.name());
    }

    @Override
    public List<Plugin> plugins() {
        return List.copyOf(plugins.values());
    }

    @Override
    public List<Plugin> vanished() {
        return plugins.values().stream()
                .filter(each -> !Files.isRegularFile(each.jar()))
                .toList();
    }

    @Override
    public List<HoldfastException> takeTroubles() {
        List<HoldfastException> taken = new ArrayList<>();
        for (HoldfastException each = troubles.poll(); each != null; each = troubles.poll()) {
            taken.add(each);
        }
        return taken;
    }

    @Override
    public int uncollected() {
        return framework.loaders().reachable();
    }
}
