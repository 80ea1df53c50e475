// SPDX-License-Identifier: EPL-2.0
package org.holdfast.broker.internal;

/** The connections that there may be at a time: in all, and from one site, so that none takes all. Thread-safe. */
final class Places {
    static final int MOST = 256;
    static final int MOST_OF_SITE = 64;

    private final Shares shares = new Shares(MOST, MOST_OF_SITE); // guarded by this

    /** Whether there was a place; whoever got it leaves it once. */
    synchronized boolean enter(SourceNetwork from) {
        boolean free = !shares.isFull() && !shares.isFull(from.site());
        if (free) {
            shares.take(from.site());
        }
        return free;
    }

    synchronized void leave(SourceNetwork from) {
        shares.leave(from.site());
    }
}
