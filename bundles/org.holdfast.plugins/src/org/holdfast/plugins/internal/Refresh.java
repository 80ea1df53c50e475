// SPDX-License-Identifier: EPL-2.0
package org.holdfast.plugins.internal;

import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.FrameworkWiring;

/** Takes bundles' wirings apart and waits for it; the framework does that on a thread of its own. */
final class Refresh {
    private static final long LONGEST_SECONDS = 30;

    private Refresh() {}

    /** @throws HoldfastException TIMED_OUT after 30 seconds */
    static void of(BundleContext context, Collection<Bundle> bundles) {
        CountDownLatch done = new CountDownLatch(1);
        context.getBundle(0).adapt(FrameworkWiring.class).refreshBundles(bundles, event -> done.countDown());
        try {
            if (done.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw late(bundles, e);
        }
        throw late(bundles, null);
    }

    private static HoldfastException late(Collection<Bundle> bundles, @Nullable Exception cause) {
        return new HoldfastException(
                ErrorCode.TIMED_OUT,
                bundles.toString(),
                "The framework did not let go of " + bundles + " within " + LONGEST_SECONDS + " s: restart the node",
                cause);
    }
}
