// SPDX-License-Identifier: EPL-2.0
package org.eclipse.ui;

import org.eclipse.ui.testing.TestableObject;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;

/** What the runner of tests with windows calls, by this name, to learn when the window is there; e4 has it as a service. */
public final class PlatformUI {
    private PlatformUI() {}

    public static TestableObject getTestableObject() {
        BundleContext context = FrameworkUtil.getBundle(PlatformUI.class).getBundleContext();
        ServiceReference<TestableObject> reference = context.getServiceReference(TestableObject.class);
        if (reference == null) {
            throw new IllegalStateException("e4 has registered no TestableObject; does declarative services run?");
        }
        return context.getService(reference);
    }
}
