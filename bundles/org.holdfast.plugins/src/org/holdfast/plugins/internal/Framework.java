// SPDX-License-Identifier: EPL-2.0
package org.holdfast.plugins.internal;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.plugins.PluginStore.Plugin;
import org.holdfast.plugins.RemovalGuard;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * The steps in the framework that the store's changes consist of. Bundles of the product are never uninstalled, as
 * Equinox would install them again at the next start: they are stopped and kept from resolving.
 */
final class Framework {
    private static final int START_LEVEL = 4;

    private final BundleContext context;
    private final Gate gate;
    private final LoaderWatch loaders = new LoaderWatch();
    private final Consumer<HoldfastException> troubles;

    /** @param troubles takes what went wrong on the side */
    Framework(BundleContext context, Gate gate, Consumer<HoldfastException> troubles) {
        this.context = context;
        this.gate = gate;
        this.troubles = troubles;
    }

    LoaderWatch loaders() {
        return loaders;
    }

    Optional<Bundle> installed(Path jar) {
        return Optional.ofNullable(context.getBundle(BundleFile.location(jar)));
    }

    /** The product's bundle of this name. */
    Optional<Bundle> product(String name) {
        return all().stream()
                .filter(bundle -> name.equals(bundle.getSymbolicName()) && gate.isProduct(bundle))
                .findFirst();
    }

    List<Bundle> all() {
        return Arrays.asList(context.getBundles());
    }

    /** @throws HoldfastException PLUGIN_BROKEN with the framework's reason; then it is not installed */
    Bundle start(Plugin plugin) {
        Bundle fresh = null;
        try {
            fresh = context.installBundle(BundleFile.location(plugin.jar()));
            fresh.adapt(BundleStartLevel.class).setStartLevel(START_LEVEL);
            fresh.start();
            return fresh;
        } catch (BundleException e) {
            if (fresh != null) {
                uninstall(fresh);
            }
            throw new HoldfastException(
                    ErrorCode.PLUGIN_BROKEN,
                    plugin.name(),
                    plugin.name() + " " + plugin.version() + " does not start: " + reason(e),
                    e);
        }
    }

    /**
     * The same, for who takes something else out of service afterwards: when this returns, it runs.
     *
     * @throws HoldfastException PLUGIN_BROKEN also while the framework is below the start level of plug-ins, at which a
     *     start is only a wish
     */
    Bundle run(Plugin plugin) {
        Bundle fresh = start(plugin);
        if (fresh.getState() == Bundle.ACTIVE || fresh.getState() == Bundle.STARTING) {
            return fresh;
        }
        uninstall(fresh);
        int level = context.getBundle(0).adapt(FrameworkStartLevel.class).getStartLevel();
        throw new HoldfastException(
                ErrorCode.PLUGIN_BROKEN,
                plugin.name(),
                plugin.name() + " " + plugin.version() + " does not start: the framework is at start level " + level
                        + ", and plug-ins run from " + START_LEVEL + " on. Try again when the node is up");
    }

    private static String reason(BundleException e) {
        Throwable cause = e.getCause();
        return cause == null || cause.getMessage() == null ? e.getMessage() : e.getMessage() + " (" + cause + ")";
    }

    /** @throws HoldfastException what a guard throws */
    void askGuards(Bundle bundle) {
        try {
            for (ServiceReference<RemovalGuard> reference : context.getServiceReferences(RemovalGuard.class, null)) {
                RemovalGuard guard = context.getService(reference);
                if (guard != null) {
                    try {
                        guard.beforeStop(bundle);
                    } finally {
                        context.ungetService(reference);
                    }
                }
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("no filter was given", e);
        }
    }

    /** Takes a bundle out of service, so that its class loader can be collected. */
    void retire(Bundle bundle) {
        loaders.watch(bundle);
        stop(bundle);
        if (gate.isProduct(bundle)) {
            gate.shadow(bundle, true);
            Refresh.of(context, Set.of(bundle));
        } else {
            uninstall(bundle);
        }
    }

    private void stop(Bundle bundle) {
        try {
            bundle.stop();
        } catch (BundleException e) {
            // The framework stops it all the same.
            troubles.accept(new HoldfastException(
                    ErrorCode.PLUGIN_BROKEN, name(bundle), name(bundle) + " did not stop well: " + reason(e), e));
        }
    }

    /** Uninstalls; its class loader goes, unless bundles of the product are wired to it: those would restart, too. */
    void uninstall(Bundle bundle) {
        try {
            bundle.uninstall();
        } catch (BundleException e) {
            throw new HoldfastException(
                    ErrorCode.PLUGIN_BROKEN, name(bundle), name(bundle) + " cannot be taken out: " + reason(e), e);
        }
        Collection<Bundle> wired = dependents(bundle);
        if (wired.stream().noneMatch(gate::isProduct)) {
            Refresh.of(context, Set.of(bundle));
        }
    }

    /** Bundles that a refresh of this one would restart, too. */
    Collection<Bundle> dependents(Bundle bundle) {
        Collection<Bundle> closure =
                context.getBundle(0).adapt(FrameworkWiring.class).getDependencyClosure(Set.of(bundle));
        return closure.stream().filter(each -> !each.equals(bundle)).toList();
    }

    /** Lets a bundle of the product run again. @throws HoldfastException PLUGIN_BROKEN */
    void restore(Bundle product) {
        gate.shadow(product, false);
        try {
            product.start();
        } catch (BundleException e) {
            throw new HoldfastException(
                    ErrorCode.PLUGIN_BROKEN, name(product), name(product) + " does not start: " + reason(e), e);
        }
    }

    static String name(Bundle bundle) {
        return bundle.getSymbolicName() + " " + bundle.getVersion();
    }
}
