// SPDX-License-Identifier: EPL-2.0
package org.holdfast.plugins.sample;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** A bundle that cannot start. */
public final class Grumbler implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        throw new IllegalStateException("not today");
    }

    @Override
    public void stop(BundleContext context) {}
}
