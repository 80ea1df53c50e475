// SPDX-License-Identifier: EPL-2.0
package org.holdfast.plugins.internal;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/** Counts class loaders that should be garbage. Thread-safe. */
final class LoaderWatch {
    private final List<WeakReference<ClassLoader>> removed = new ArrayList<>();

    /** To be called while the bundle still has its class loader. */
    synchronized void watch(Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        ClassLoader loader = wiring == null ? null : wiring.getClassLoader();
        if (loader != null) {
            removed.add(new WeakReference<>(loader));
        }
    }

    synchronized int reachable() {
        removed.removeIf(each -> each.refersTo(null));
        return removed.size();
    }
}
