// SPDX-License-Identifier: EPL-2.0
package org.holdfast.plugins.internal.start;

import org.holdfast.plugins.BundleGate;
import org.holdfast.plugins.PluginStore;
import org.holdfast.plugins.internal.Store;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Makes the framework follow the store as soon as there is a component runtime, at start level 2: on a start with
 * remembered bundles the gate runs before Equinox has read its list of the product's bundles, so only now all of those
 * are there; and no provider, at level 4, is.
 */
@Component(
        service = {},
        immediate = true)
public final class Reconciliation {
    private final ServiceRegistration<PluginStore> registration;

    @Activate
    public Reconciliation(BundleContext context, @Reference BundleGate gate, @Reference Store store) {
        GateActivator.endIfBroken(gate);
        store.reconcile();
        registration = context.registerService(PluginStore.class, store, null);
    }

    @Deactivate
    void deactivate() {
        registration.unregister();
    }
}
