// SPDX-License-Identifier: EPL-2.0
package org.holdfast.plugins.internal.start;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.holdfast.model.HoldfastException;
import org.holdfast.plugins.BundleGate;
import org.holdfast.plugins.BundleGate.Rejected;
import org.holdfast.plugins.internal.Gate;
import org.holdfast.plugins.internal.Store;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;

/**
 * Start level 1: the gate, before everything else. The framework is told by its properties where the installation
 * ({@code holdfast.install}) and the node's folder ({@code holdfast.home}) are.
 */
public final class GateActivator implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        String home = context.getProperty("holdfast.home");
        if (home == null) {
            return; // somebody else's framework, with nothing of a node in it
        }
        try {
            Optional<Path> install =
                    Optional.ofNullable(context.getProperty("holdfast.install")).map(Path::of);
            Gate gate = new Gate(context, install, Path.of(home), InstantSource.system());
            context.registerService(ResolverHookFactory.class, gate, null);
            gate.open();
            endIfBroken(gate);
            context.registerService(BundleGate.class, gate, null);
            context.registerService(Store.class, new Store(context, gate, Path.of(home)), null);
        } catch (HoldfastException e) {
            LastWords.end(List.of(e.getMessage() + " [" + e.code() + "]"));
        }
    }

    /** A product that is not whole does not run at all: nobody can say what the rest would do without it. */
    static void endIfBroken(BundleGate gate) {
        List<String> broken = gate.rejected().stream()
                .filter(Rejected::product)
                .map(each ->
                        each.message() + ". Nothing was started: unpack Holdfast again from an archive you trust. ["
                                + each.verdict().code() + "]")
                .toList();
        if (!broken.isEmpty()) {
            LastWords.end(broken);
        }
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes back what was registered.
    }
}
