// SPDX-License-Identifier: EPL-2.0
package org.holdfast.plugins.sample;

import java.util.Hashtable;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** What the bundles that the tests make consist of: registers a service that says which bundle it is of. */
public final class Greeter implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("greeter", context.getBundle().getSymbolicName());
        properties.put("version", context.getBundle().getVersion().toString());
        Runnable service = () -> {};
        context.registerService(Runnable.class, service, properties);
    }

    @Override
    public void stop(BundleContext context) {}
}
