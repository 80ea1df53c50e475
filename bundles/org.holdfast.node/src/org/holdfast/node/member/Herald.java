// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.member;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.holdfast.node.member.AdvertDesk.Heard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the node of addresses, which may dial them and so takes its time: each on a thread of its own, but few at a time,
 * none twice at once, and when too many wait no more. An address that is dropped so is heard of again. Thread-safe.
 */
final class Herald {
    private static final Logger LOG = LoggerFactory.getLogger(Herald.class);
    static final int AT_A_TIME = 16;
    static final int WAITING = 512;

    private final Consumer<Heard> listener;
    private final Semaphore places = new Semaphore(AT_A_TIME);
    private final Set<Heard> waiting = new HashSet<>(); // guarded by itself; with those that are being told

    Herald(Consumer<Heard> listener) {
        this.listener = listener;
    }

    void tell(Heard heard) {
        synchronized (waiting) {
            if (waiting.size() >= WAITING || !waiting.add(heard)) {
                return;
            }
        }
        Thread.ofVirtual().name("heard").start(() -> run(heard));
    }

    private void run(Heard heard) {
        try {
            places.acquire();
            try {
                listener.accept(heard);
            } finally {
                places.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the process ends
        } catch (RuntimeException e) {
            LOG.warn("The address {} could not be used", heard.address(), e);
        } finally {
            synchronized (waiting) {
                waiting.remove(heard);
            }
        }
    }
}
