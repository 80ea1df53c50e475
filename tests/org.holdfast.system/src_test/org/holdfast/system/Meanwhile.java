// SPDX-License-Identifier: EPL-2.0
package org.holdfast.system;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Work beside the test, each on a thread of its own: the common pool may have a single one for all. */
final class Meanwhile {
    private Meanwhile() {}

    static <T> CompletableFuture<T> get(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, Thread::startVirtualThread);
    }
}
