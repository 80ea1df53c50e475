// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.work;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the node ends its threads before it closes what they work with. */
public final class Ending {
    private static final Logger LOG = LoggerFactory.getLogger(Ending.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Ending() {}

    /** Interrupts a thread and waits for its end, though not for ever; a thread that ends itself is not waited for. */
    public static void of(Thread thread) {
        thread.interrupt();
        if (thread == Thread.currentThread() || thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            if (!thread.join(PATIENCE)) {
                LOG.warn("The thread '{}' did not end within {} s", thread.getName(), PATIENCE.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
